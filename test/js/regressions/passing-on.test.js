'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex, duplexPair } = require('node:stream');
const tls = require('node:tls');
const certificate = require('../../support/certificate.js');
const http2 = require('../../support/impl.js');
const { withoutListeners } = require('../../support/process-events');

const HEADERS = 1;
const DATA = 0;
const SETTINGS = 4;
const END_STREAM = 1;
const END_HEADERS = 4;
const STATUS_200 = Buffer.from([0x88]);
const TRAILER = Buffer.from('\x00\x01a\x01b', 'latin1');
const REQUESTS = 20;

function frame(type, flags, id, payload = '') {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(id, 5);
  return Buffer.concat([head, Buffer.from(payload)]);
}

/** Two ends; a write is done as soon as the other end has it in its buffer. */
function eagerPair() {
  const end = () => new Duplex({
    read() {},
    write(chunk, encoding, callback) {
      this.other.push(chunk);
      callback();
    },
    final(callback) {
      this.other.push(null);
      callback();
    },
  });
  const [a, b] = [end(), end()];
  a.other = b;
  b.other = a;
  return [a, b];
}

/** Every position has a value of its own neighbourhood. */
function pattern(size) {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i++) bytes[i] = (i >>> 8) ^ (i * 7);
  return bytes;
}

async function download(server, pair) {
  const [near, far] = pair;
  server.emit('connection', far);
  const client = http2.connect('http://localhost', { createConnection: () => near });
  const request = client.request();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  client.destroy();
  return Buffer.concat(chunks);
}

/** A client's end whose peer is the test: bytes that are pushed are what the peer says. */
function connectToTest(write) {
  const socket = new Duplex({
    read() {},
    write: write ?? ((chunk, encoding, callback) => setImmediate(callback)),
  });
  return { socket, client: http2.connect('http://localhost', { createConnection: () => socket }) };
}

describe('Bytes that pass through a Duplex', () => {
  const body = pattern(2_000_000);
  let server;

  beforeEach(() => {
    server = http2.createServer();
    server.on('stream', (stream) => {
      stream.respond();
      stream.end(body);
    });
  });

  it('stay what they were when its writes are done before they are read', async () => {
    assert.ok((await download(server, eagerPair())).equals(body));
  });

  it('stay what they were for a reader that keeps what it got', async () => {
    assert.ok((await download(server, duplexPair())).equals(body));
  });
});

describe('Bytes that a peer sends because of what a handler does', () => {
  it('are received though nothing follows them', async () => {
    const { socket, client } = connectToTest();
    socket.push(frame(SETTINGS, 0, 0));
    const request = client.request({ ':method': 'POST' });
    request.write('question', () => {
      socket.push(Buffer.concat([
        frame(HEADERS, END_HEADERS, 1, STATUS_200), frame(DATA, END_STREAM, 1, 'answer'),
      ]));
    });
    assert.strictEqual(String(await request.toArray()), 'answer');
    client.destroy();
  });

  it('are received before those that follow', async () => {
    const { socket, client } = connectToTest();
    socket.push(frame(SETTINGS, 0, 0));
    const request = client.request({ ':method': 'POST' });
    request.write('question', () => {
      socket.push(frame(HEADERS, END_HEADERS, 1, STATUS_200));
      socket.push(frame(DATA, 0, 1, 'a'));
      setImmediate(() => socket.push(frame(DATA, END_STREAM, 1, 'b')));
    });
    assert.strictEqual(Buffer.concat(await request.toArray()).toString(), 'ab');
    client.destroy();
  });
});

describe('The error of a Duplex that throws when it is written to', () => {
  it('goes to the process', () => withoutListeners('uncaughtException', async () => {
    const uncaught = once(process, 'uncaughtException');
    const { client } = connectToTest(() => {
      throw new Error('no write');
    });
    client.on('error', () => {});
    const [error] = await uncaught;
    assert.strictEqual(error.message, 'no write');
    client.destroy();
  }));
});

describe('A TLS peer that answers everything at once and leaves', () => {
  let server;

  function answer(socket) {
    const frames = [];
    for (let id = 1; id < 2 * REQUESTS; id += 2) {
      frames.push(frame(HEADERS, END_HEADERS, id, STATUS_200), frame(DATA, 0, id, `body ${id}`),
        frame(HEADERS, END_HEADERS | END_STREAM, id, TRAILER));
    }
    socket.end(Buffer.concat(frames));
  }

  /** Counts the HEADERS frames of a client. */
  function answerWhenAsked(socket) {
    let input = Buffer.alloc(0);
    let requests = 0;
    let skipPreface = 24;
    socket.write(frame(SETTINGS, 0, 0));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      input = Buffer.concat([input, chunk]);
      if (skipPreface > 0 && input.length >= skipPreface) {
        input = input.subarray(skipPreface);
        skipPreface = 0;
      }
      while (skipPreface === 0 && input.length >= 9 && input.length >= 9 + input.readUIntBE(0, 3)) {
        if (input[3] === HEADERS && ++requests === REQUESTS) answer(socket);
        input = input.subarray(9 + input.readUIntBE(0, 3));
      }
    });
  }

  beforeEach(async () => {
    server = tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }, answerWhenAsked);
    await once(server.listen(0, 'localhost'), 'listening');
  });

  afterEach(() => server.close());

  it('has every answer read', async () => {
    const client = http2.connect(`https://localhost:${server.address().port}`, {
      rejectUnauthorized: false,
    });
    const requests = Array.from({ length: REQUESTS }, () => client.request());
    const answers = await Promise.all(requests.map(async (request) => {
      let trailers;
      request.on('trailers', (fields) => (trailers = fields));
      return [String(await request.toArray()), trailers?.a];
    }));
    assert.deepStrictEqual(answers, requests.map((request, i) => [`body ${2 * i + 1}`, 'b']));
    client.destroy();
  });
});

describe('TLS over a Duplex', () => {
  for (const [servername, origin] of [[undefined, 'https://undefined'], ['name', 'https://name']]) {
    it(`carries a session whose peer has the name ${servername}, and no port`, async () => {
      const [near, far] = eagerPair();
      const server = http2.createSecureServer(certificate);
      server.on('stream', (stream) => {
        stream.respond();
        stream.end('answer');
      });
      server.emit('connection', far);
      const client = http2.connect('https://localhost', {
        createConnection: () => tls.connect({
          socket: near, servername, rejectUnauthorized: false, ALPNProtocols: ['h2'],
        }),
      });
      assert.strictEqual(String(await client.request().toArray()), 'answer');
      assert.deepStrictEqual(client.originSet, [origin]);
      client.destroy();
    });
  }
});
