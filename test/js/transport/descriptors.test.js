'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const { promisify } = require('node:util');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const certificate = require('../../support/certificate');
const { openSockets } = require('../../support/descriptors');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const ANSWER = 'x'.repeat(300_000);
const CONNECTIONS = 30;
// A frame of a type that nobody knows, and that everybody ignores.
const EXTENSION = Buffer.concat([Buffer.from([0, 0x40, 0, 250, 0, 0, 0, 0, 0]), Buffer.alloc(0x4000)]);

const ADDRESSES = {
  TCP: () => ({ port: 0, host: '127.0.0.1' }),
  Unix: () => ({ path: path.join(os.tmpdir(), `native-http2-${process.pid}-${sockets++}.sock`) }),
};
let sockets = 0;

const CLEARTEXT = { create: () => http2.createServer(), connect: net.connect, event: 'connection' };
const TLS = {
  create: () => http2.createSecureServer(certificate),
  connect: (address) => tls.connect({ ...address, rejectUnauthorized: false, ALPNProtocols: ['h2'] }),
  event: 'secureConnection',
};
/** `raw` is the socket below that of TLS. */
const KINDS = {
  TCP: { ...CLEARTEXT, address: ADDRESSES.TCP, sides: ['client', 'server'] },
  Unix: { ...CLEARTEXT, address: ADDRESSES.Unix, sides: ['client', 'server'] },
  'TLS over TCP': { ...TLS, address: ADDRESSES.TCP, sides: ['client', 'server', 'raw'] },
  'TLS over Unix': { ...TLS, address: ADDRESSES.Unix, sides: ['client', 'server', 'raw'] },
};
const SETTLED = 3;

async function serve(kind) {
  const server = await listen(KINDS[kind].create(), KINDS[kind].address());
  server.on('sessionError', () => {});
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respond();
    stream.end(ANSWER);
  });
  return server;
}

/** A session, and the sockets of both sides of its connection. */
async function connected(server, kind) {
  const { connect, event } = KINDS[kind];
  const address = server.address();
  const socket = connect(typeof address === 'string' ? { path: address } :
    { host: '127.0.0.1', port: address.port });
  const accepted = Promise.all([once(server, 'connection'), once(server, event)]);
  // Windows that grow would take the whole answer, and there would be no middle of it.
  const session = closeLater(http2.connect('http://localhost',
    { createConnection: () => socket, windowTuning: false }));
  session.on('error', () => {});
  const [[[raw], [served]]] = await Promise.all([accepted, once(session, 'remoteSettings')]);
  const connection = { session, client: socket, server: served, raw };
  // Over TLS an engine takes the descriptor when the connection has proven to live.
  if (event === TLS.event) for (let i = 0; i < SETTLED; i++) await isServed(connection);
  return connection;
}

async function isServed({ session }) {
  assert.strictEqual(await textOf(session.request()), ANSWER);
}

const closed = (socket) => new Promise((resolve) => { socket.once('close', resolve); });

// Whoever closes a socket, and however.
const CLOSERS = {
  'destroy()': (socket) => socket.destroy(),
  'destroy(error)': (socket) => socket.on('error', () => {}).destroy(new Error('enough')),
  'resetAndDestroy()': (socket) => socket.resetAndDestroy(),
  'destroySoon()': (socket) => socket.destroySoon(),
  'end()': (socket) => socket.end(),
};
const MOMENTS = {
  'when it is idle': () => {},
  'when it is about to send': ({ session }) => { session.request().on('error', () => {}); },
  'in the middle of an answer': async ({ session }) => {
    const request = session.request().on('error', () => {});
    await once(request, 'data');
    request.pause();
  },
};

for (const [kind, { address, sides }] of Object.entries(KINDS)) {
  const isTls = kind.startsWith('TLS');
  const canReset = (side) => address === ADDRESSES.TCP && (!isTls || side === 'raw');

  describe(`A connection over ${kind}`, () => {
    afterEach(closeEverything);

    it('takes one descriptor on each side', async () => {
      const server = await serve(kind);
      const before = openSockets();
      const connections = [];
      for (let i = 0; i < CONNECTIONS; i++) connections.push(await connected(server, kind));
      assert.strictEqual(openSockets() - before, 2 * CONNECTIONS);
      await Promise.all(connections.map(isServed));
      assert.strictEqual(openSockets() - before, 2 * CONNECTIONS);
    });

    for (const [how, close] of Object.entries(CLOSERS)) {
      for (const side of sides) {
        if (how === 'resetAndDestroy()' && !canReset(side)) continue;
        for (const [moment, until] of Object.entries(MOMENTS)) {
          it(`leaves its number to the next when ${how} ends the ${side}'s ${moment}`, async () => {
            const server = await serve(kind);
            for (let i = 0; i < (isTls ? 2 : 5); i++) {
              const old = await connected(server, kind);
              await until(old);
              const ended = Promise.all([closed(old.client), closed(old.session)]);
              close(old[side]);
              const next = await connected(server, kind);
              await isServed(next);
              await ended;
              await isServed(next);
              next.session.close();
            }
          });
        }
      }
    }

    it('keeps its bytes when somebody reads its socket', async () => {
      const server = await serve(kind);
      const connection = await connected(server, kind);
      for (const socket of [connection.client, connection.server]) {
        socket.on('data', () => {});
        socket.resume();
      }
      await isServed(connection);
    });

    // The builtin ends the process.
    if (!builtin) {
      it('goes on when its socket has written more than the peer takes at once', async () => {
        const server = await serve(kind);
        const connection = await connected(server, kind);
        // The session has nothing to say for itself from now on: it would stand between two parts.
        await isServed(connection);
        const writes = Array.from({ length: 500 }, () => promisify(connection.server.write)
          .call(connection.server, EXTENSION));
        await Promise.all(writes);
        await isServed(connection);
      });
    }

    it('leaves no descriptor behind', async () => {
      const server = await serve(kind);
      const before = openSockets();
      for (const close of Object.values(CLOSERS)) {
        for (const side of sides) {
          if (close === CLOSERS['resetAndDestroy()'] && !canReset(side)) continue;
          const connection = await connected(server, kind);
          const ended = Promise.all([closed(connection.client), closed(connection.server)]);
          close(connection[side]);
          await ended;
        }
      }
      assert.strictEqual(openSockets(), before);
    });
  });
}

after(() => {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (name.startsWith(`native-http2-${process.pid}-`)) fs.rmSync(path.join(os.tmpdir(), name));
  }
});
