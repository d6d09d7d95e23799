'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { builtin, wanted } = require('../../support/oracle');
const { ask } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

/** What programs do to `emit()` and `listenerCount()` of an emitter. */
const WRAPPERS = {
  'returns what it should': (emitter) => emitter,
  'returns nothing': (emitter) => replaceResult(emitter, undefined),
  'returns true': (emitter) => replaceResult(emitter, true),
  'returns false': (emitter) => replaceResult(emitter, false),
};

function replaceResult(emitter, result) {
  const { emit } = emitter;
  emitter.emit = function wrapped(...args) {
    emit.apply(this, args);
    return result;
  };
  return emitter;
}

/** Answers in a later turn, as handlers that wait for something do. */
const later = (answer) => (request, response) => setImmediate(answer, request, response);

const REQUESTS = {
  connect: { ':method': 'CONNECT', ':authority': 'x:1', ':path': undefined, ':scheme': undefined },
  checkContinue: { ':method': 'POST', expect: '100-continue' },
  checkExpectation: { ':method': 'POST', expect: 'tea' },
};

async function answerTo(event, wrap, listens, prepare = () => {}) {
  const server = wrap(http2.createServer((request, response) => response.end('request')));
  if (listens) server.on(event, later((request, response) => response.end(event)));
  prepare(server);
  await listen(server);
  const { headers, body } = await ask(connect(server), REQUESTS[event], { body: '' });
  return `${headers[':status']} ${body}`.trim();
}

const UNHANDLED = { connect: '405', checkContinue: '200 request', checkExpectation: '417' };

describe('A server whose emit() is wrapped', () => {
  afterEach(closeEverything);

  for (const [title, wrap] of Object.entries(WRAPPERS)) {
    for (const event of ['checkContinue', 'checkExpectation']) {
      it(`looks for listeners of ${event} when it ${title}`, async () => {
        assert.strictEqual(await answerTo(event, wrap, true), `200 ${event}`);
        assert.strictEqual(await answerTo(event, wrap, false), UNHANDLED[event]);
      });
    }
  }

  for (const event of ['checkContinue', 'checkExpectation']) {
    it(`asks listenerCount() for ${event}`, async () => {
      const none = (server) => { server.listenerCount = () => 0; };
      assert.strictEqual(await answerTo(event, (server) => server, true, none), UNHANDLED[event]);
    });
  }

  it('takes the result of emit() for whether a CONNECT was handled', async () => {
    const { 'returns false': no, 'returns what it should': plain } = WRAPPERS;
    assert.strictEqual(await answerTo('connect', plain, true), '200 connect');
    assert.strictEqual(await answerTo('connect', plain, false), '405');
    assert.strictEqual(await answerTo('connect', no, true), '405');
  });

  it('looks for listeners of connect when it returns nothing', async () => {
    const nothing = WRAPPERS['returns nothing'];
    const expected = builtin ? '405' : wanted('Compatibility API', '200 connect');
    assert.strictEqual(await answerTo('connect', nothing, true), expected);
    assert.strictEqual(await answerTo('connect', nothing, false), '405');
  });

  async function refusal(wrap, listens) {
    const server = await listen(wrap(http2.createSecureServer(certificate)));
    if (listens) server.on('unknownProtocol', (socket) => setImmediate(() => socket.end('own')));
    const { port } = server.address();
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    return (await textOf(closeLater(socket))).slice(0, 12);
  }

  it('leaves a socket of unknown protocol to its listener', async () => {
    const { 'returns nothing': nothing, 'returns what it should': plain } = WRAPPERS;
    assert.strictEqual(await refusal(plain, true), 'own');
    assert.strictEqual(await refusal(plain, false), 'HTTP/1.0 403');
    const expected = builtin ? 'HTTP/1.0 403' : wanted('Compatibility API', 'own');
    assert.strictEqual(await refusal(nothing, true), expected);
    assert.strictEqual(await refusal(nothing, false), 'HTTP/1.0 403');
  });

  it('keeps a session without activity if emit() returns true', async () => {
    for (const [title, kept] of [['returns true', true], ['returns nothing', false]]) {
      const server = await listen(WRAPPERS[title](http2.createServer()));
      server.setTimeout(20);
      const begun = once(server, 'session');
      connect(server).on('error', () => {});
      const [session] = await begun;
      await once(session, 'timeout');
      assert.strictEqual(session.destroyed, !kept, title);
    }
  });
});

describe('A client session whose emit() is wrapped', () => {
  afterEach(closeEverything);

  for (const [title, wrap] of Object.entries(WRAPPERS)) {
    it(`gets what is pushed when it ${title}`, async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
          pushed.on('error', () => {});
          pushed.respond();
          pushed.end('pushed');
          stream.respond();
          stream.end();
        });
      });
      const client = wrap(connect(server));
      const pushed = new Promise((resolve) => { client.on('stream', resolve); });
      client.request().resume();
      assert.strictEqual(await textOf(await pushed), 'pushed');
      assert.strictEqual((await pushed).rstCode, 0);
    });
  }
});
