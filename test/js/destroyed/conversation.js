'use strict';

// A conversation with a bit of everything between a client and a server of the implementation under
// test, over any transport. Whoever runs one is called at each event of everything that takes part.

const net = require('node:net');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const { duplexPair } = require('../../support/duplex-pair');
const http2 = require('../../support/impl');
const { listen } = require('../../support/listening');

/** The events at which something may happen, by who emits them. */
const EVENTS = {
  'server': ['connection', 'session'],
  'server session': ['stream', 'localSettings', 'remoteSettings', 'ping', 'close'],
  'server stream': ['data', 'end', 'trailers', 'wantTrailers', 'finish', 'close'],
  'pushing stream': ['finish', 'close'],
  'request': ['data', 'end', 'close'],
  'response': ['finish', 'close'],
  'server socket': ['close'],
  'client session': ['connect', 'localSettings', 'remoteSettings', 'stream', 'ping', 'close'],
  'client stream':
    ['ready', 'headers', 'response', 'data', 'end', 'trailers', 'wantTrailers', 'finish', 'close'],
  'pushed stream': ['push', 'data', 'end', 'close'],
  'client socket': ['close'],
};

/** Whether a part is there when the server uses the Compatibility API, or when it does not. */
const ofCompat = (name) => name === 'request' || name === 'response';

const gone = (stream) => stream.destroyed || stream.closed;

class Conversation {
  /** Everything that has emitted something, by its name. */
  parts = new Map();
  /** How often each part has emitted `'close'`. */
  closes = new Map();
  /** Aborts the client's requests. */
  controller = new AbortController();

  /**
   * @param {{ transport: string, compat: boolean }} options whether the server uses the
   *   Compatibility API
   * @param {(name: string, event: string) => void} at is called first at each event
   */
  constructor({ transport, compat }, at) {
    this.transport = transport;
    this.compat = compat;
    this.at = at;
  }

  async begin() {
    const secure = this.transport === 'TLS';
    this.server = secure ? http2.createSecureServer(certificate) : http2.createServer();
    this.server.on('sessionError', () => {});
    this.server.on(secure ? 'secureConnection' : 'connection',
      (socket) => this.#join('server socket', socket));
    this.#join('server', this.server);
    this.server.on('session', (session) => this.#greet('server session', session));
    if (this.compat) this.server.on('request', (...exchange) => this.#answer(...exchange));
    else this.server.on('stream', (stream) => this.#serve(stream));
    await listen(this.server);
    this.#ask(this.#connect());
  }

  /** Everything is closed, in its own time or because the connection is gone. */
  async end({ atOnce }) {
    const { client } = this;
    if (atOnce) client.destroy();
    else if (!client.closed) await this.#asked;
    if (!client.destroyed) client.close();
    await this.closed('client session');
    await this.closed('server session');
    this.server.close();
    for (const name of this.parts.keys()) if (name !== 'server') await this.closed(name);
  }

  /** Resolves when the part, if it takes part at all, has emitted `'close'`. */
  async closed(name) {
    await this.#closings.get(name);
  }

  #asked = Promise.resolve();
  #closings = new Map();

  // A listener that throws keeps those behind it from running: `at` comes last in ours.
  #join(name, part) {
    this.parts.set(name, part);
    if (name !== 'server') part.on('error', () => {});
    let close;
    this.#closings.set(name, new Promise((resolve) => { close = resolve; }));
    for (const event of EVENTS[name]) {
      part.prependListener(event, () => {
        if (event === 'close') close(this.closes.set(name, (this.closes.get(name) ?? 0) + 1));
        this.at(name, event);
      });
    }
    return part;
  }

  #greet(name, session) {
    this.#join(name, session);
    session.ping(() => {});
  }

  #connect() {
    const socket = this.#join('client socket', this.#open());
    this.client = http2.connect(`${this.transport === 'TLS' ? 'https' : 'http'}://localhost`,
      { createConnection: () => socket });
    this.#join('client session', this.client);
    this.client.on('connect', () => { if (!this.client.destroyed) this.client.ping(() => {}); });
    this.client.on('stream', (pushed) => this.#join('pushed stream', pushed).resume());
    return this.client;
  }

  #open() {
    const { port } = this.server.address();
    if (this.transport === 'TCP') return net.connect(port, '127.0.0.1');
    if (this.transport === 'TLS') {
      return tls.connect({ port, ALPNProtocols: ['h2'], rejectUnauthorized: false });
    }
    const [ours, theirs] = duplexPair();
    ours.on('close', () => { if (!theirs.destroyed) theirs.push(null); });
    theirs.on('close', () => { if (!ours.destroyed) ours.push(null); });
    setImmediate(() => this.server.emit('connection', theirs));
    return ours;
  }

  #ask(client) {
    const stream = client.request({ ':method': 'POST' },
      { waitForTrailers: true, signal: this.controller.signal });
    this.#join('client stream', stream);
    this.#asked = new Promise((resolve) => { stream.prependOnceListener('close', resolve); });
    stream.on('wantTrailers', () => { if (!gone(stream)) stream.sendTrailers({ a: 'b' }); });
    stream.resume();
    stream.end('body');
  }

  #serve(stream) {
    this.#join('server stream', stream);
    stream.resume();
    if (gone(stream)) return;
    stream.on('wantTrailers', () => { if (!gone(stream)) stream.sendTrailers({ c: 'd' }); });
    stream.additionalHeaders({ ':status': 103 });
    this.#push(stream);
    stream.respond({}, { waitForTrailers: true });
    stream.write('an ');
    setImmediate(() => { if (!gone(stream)) stream.end('answer'); });
  }

  #push(stream) {
    if (!stream.pushAllowed) return;
    stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
      if (error) return;
      this.#join('pushing stream', pushed);
      if (gone(pushed)) return;
      pushed.respond();
      pushed.end('pushed');
    });
  }

  #answer(request, response) {
    this.#join('request', request);
    this.#join('response', response);
    request.resume();
    if (gone(request.stream)) return;
    response.writeHead(200);
    response.write('an ');
    setImmediate(() => response.end('answer'));
  }
}

module.exports = { Conversation, EVENTS, ofCompat };
