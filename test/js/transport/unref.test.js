'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { duplexPair } = require('../../support/duplex-pair');
const { encodeFrame } = require('../../support/frame');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { HOWS } = require('../../support/unref-process');

// More than the kernel takes at once.
const SIZE = 16e6;
const INITIAL_WINDOW_SIZE = http2.constants.NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE;
const PROGRAM = require.resolve('../../support/unref-process');

const SIDES = {
  client: async (transport, how) => {
    const server = await listen(createServer(transport), addressOf(transport));
    const address = transport === 'Unix' ? server.address() : server.address().port;
    return start('client', transport, how, address).ended;
  },
  server: async (transport, how) => {
    const { child, ended } = start('server', transport, how);
    const [printed] = await once(child.stdout, 'data');
    const address = printed.trim();
    const scheme = transport === 'TLS' ? 'https' : 'http';
    const createConnection = transport === 'Unix' ? () => net.connect(address) : undefined;
    const session = closeLater(http2.connect(`${scheme}://localhost:${address}`,
      { host: '127.0.0.1', port: address, rejectUnauthorized: false, createConnection }));
    session.on('error', () => {});
    return ended;
  },
};

function createServer(transport, options) {
  return transport === 'TLS' ? http2.createSecureServer({ ...certificate, ...options }) :
    http2.createServer(options);
}

function addressOf(transport) {
  return transport === 'Unix' ? { path: path.join(os.tmpdir(), `native-http2-${process.pid}`) } :
    { port: 0, host: '127.0.0.1' };
}

/** How many bytes come before the connection ends. */
async function countAll(socket) {
  let count = 0;
  socket.on('data', (chunk) => { count += chunk.length; });
  await once(socket, 'close');
  return count;
}

/** Starts a process of that program; `ended` resolves to how it ended. */
function start(...args) {
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  closeLater({ destroy: () => child.kill() });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => { printed += text; });
  const ended = once(child, 'close').then(([code]) => (
    { code, acknowledged: printed.includes('acknowledged') }));
  return { child, ended };
}

for (const side of Object.keys(SIDES)) {
  for (const transport of ['TCP', 'TLS', 'Unix']) {
    describe(`A process with nothing but the ${side} of a session over ${transport}`, () => {
      afterEach(closeEverything);

      for (const [how, { keeps: wanted, late }] of Object.entries(HOWS)) {
        const keeps = wanted && !(late && side === 'client' && transport === 'TLS');
        it(`${keeps ? 'goes on' : 'ends'} after ${how}`, async () => {
          const ended = await SIDES[side](transport, how);
          assert.deepStrictEqual(ended, { code: 0, acknowledged: keeps });
        });
      }
    });
  }
}

describe('A process with nothing but a session that was unref()ed', () => {
  afterEach(closeEverything);

  for (const transport of ['TCP', 'TLS']) {
    it(`ends over ${transport} when all that it has written was handed over`, async () => {
      const server = await listen(transport === 'TLS' ?
        tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }) : net.createServer());
      const { ended } = start('uploader', transport, String(SIZE), server.address().port);
      const [socket] = await once(server, transport === 'TLS' ? 'secureConnection' : 'connection');
      const received = countAll(socket);
      socket.write(Buffer.concat([
        { type: 'SETTINGS', settings: [[INITIAL_WINDOW_SIZE, SIZE]] },
        { type: 'WINDOW_UPDATE', streamId: 0, increment: SIZE },
      ].map(encodeFrame)));
      assert.ok(await received > SIZE);
      assert.strictEqual((await ended).code, 0);
    });
  }
});

describe('A session over a Duplex', () => {
  afterEach(closeEverything);

  it('takes ref() and unref(), which its transport has not', async () => {
    const [ours, theirs] = duplexPair();
    const server = http2.createServer();
    const served = once(server, 'session');
    server.emit('connection', theirs);
    const client = closeLater(http2.connect('http://localhost', { createConnection: () => ours }));
    const [session] = await served;
    for (const one of [client, session]) {
      assert.strictEqual(one.unref(), undefined);
      assert.strictEqual(one.ref(), undefined);
    }
  });
});
