'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { builtin, itIsWanted, wanted } = require('../../support/oracle');
const { closeEverything, closeLater, listen } = require('../../support/listening');

const SECTION = 'Ends of streams and sessions';

/** Both ends of a connection that goes through a relay, and the relay's sockets. */
async function meet(secure) {
  const server = await listen(
    secure ? http2.createSecureServer(certificate) : http2.createServer());
  server.on('sessionError', () => {});
  const served = once(server, 'session');
  const { relay, sockets } = await relayTo(server);
  const client = closeLater(http2.connect(
    `${secure ? 'https' : 'http'}://localhost:${relay.address().port}`, {
      host: '127.0.0.1', rejectUnauthorized: false,
    }));
  await once(client, 'connect');
  const [session] = await served;
  return { server, sockets, sessions: { client, server: session } };
}

async function relayTo(server) {
  const sockets = {};
  const relay = await listen(net.createServer((near) => {
    const far = closeLater(net.connect(server.address().port, '127.0.0.1'));
    Object.assign(sockets, { client: near, server: far });
    for (const [from, to] of [[near, far], [far, near]]) from.pipe(to).on('error', () => {});
  }));
  return { relay, sockets };
}

/** A request that is answered with 100 of 1000 bytes; resolves to both of its streams. */
async function ask({ server, sessions }) {
  const asked = once(server, 'stream');
  const request = sessions.client.request({ ':method': 'POST' });
  const [stream] = await asked;
  stream.resume();
  stream.respond({ 'content-length': 1000 });
  stream.write(Buffer.alloc(100));
  await once(request, 'data');
  return { client: request, server: stream };
}

function note(lines, emitter, name, events) {
  for (const event of events) {
    emitter.on(event, (value) => {
      const code = value instanceof Error ? ` ${value.code}` : '';
      lines.push(`${name} ${event}${code}`);
    });
  }
}

/** Who ends the turn in a later phase of the event loop than that in which sockets are read. */
function inItsOwnPhase() {
  return new Promise(setImmediate);
}

const WRITES = {
  'nothing': () => {},
  'close()': ({ session }) => session.close(),
  'ping()': ({ session }) => session.ping(() => {}),
  'settings()': ({ session }) => session.settings({}),
  'goaway()': ({ session }) => session.goaway(),
  'an upload': ({ stream }) => stream.write('more'),
  'a large upload': ({ stream }) => stream.write(Buffer.alloc(300_000)),
  'end()': ({ stream }) => stream.end('the last'),
};

for (const secure of [false, true]) {
  const transport = secure ? 'TLS' : 'TCP';
  for (const side of ['client', 'server']) {
    describe(`A ${side} whose connection over ${transport} is reset`, () => {
      afterEach(closeEverything);

      for (const [what, write] of Object.entries(WRITES)) {
        for (const order of ['before', 'after']) {
          it(`${order} ${what} in one turn sees ECONNRESET`, async () => {
            const parts = await meet(secure);
            const streams = await ask(parts);
            for (const stream of Object.values(streams)) stream.on('error', () => {});
            const session = parts.sessions[side];
            const stream = streams[side];
            const lines = [];
            note(lines, stream, 'stream', ['end', 'error', 'close']);
            note(lines, session, 'session', ['error', 'close']);
            const closed = new Promise((resolve) => { session.on('close', resolve); });
            await inItsOwnPhase();
            if (order === 'after') write({ session, stream });
            parts.sockets[side].resetAndDestroy();
            if (order === 'before') write({ session, stream });
            await closed;
            assert.deepStrictEqual([lines, stream.rstCode], [[
              'stream error ECONNRESET', 'stream close',
              'session error ECONNRESET', 'session close',
            ], 2]);
          });
        }
      }

      it('in the turn in which it closes an idle session sees ECONNRESET', async () => {
        const parts = await meet(secure);
        const session = parts.sessions[side];
        const lines = [];
        note(lines, session, 'session', ['error', 'close']);
        const closed = new Promise((resolve) => { session.on('close', resolve); });
        await new Promise((resolve) => { session.ping(resolve); });
        await inItsOwnPhase();
        session.close();
        parts.sockets[side].resetAndDestroy();
        await closed;
        assert.deepStrictEqual(lines, ['session error ECONNRESET', 'session close']);
      });
    });
  }

  describe(`A client whose server has said GOAWAY over ${transport}`, () => {
    afterEach(closeEverything);

    it('has no error of the session when the connection is then reset', async () => {
      const parts = await meet(secure);
      const { client } = parts.sessions;
      const lines = [];
      note(lines, client, 'session', ['goaway', 'error', 'close']);
      const streams = await ask(parts);
      for (const stream of Object.values(streams)) stream.on('error', () => {});
      note(lines, streams.client, 'stream', ['error', 'close']);
      const told = once(client, 'goaway');
      const closed = new Promise((resolve) => { client.on('close', resolve); });
      parts.sessions.server.close();
      await told;
      await inItsOwnPhase();
      parts.sockets.client.resetAndDestroy();
      await closed;
      const failure = builtin ? [] : wanted(SECTION, ['stream error ECONNRESET']);
      assert.deepStrictEqual(lines,
        ['session goaway', ...failure, 'stream close', 'session close']);
    });

    itIsWanted(SECTION, 'still reads an answer that has come in full', async () => {
      const parts = await meet(secure);
      const { client, server: session } = parts.sessions;
      const asked = once(parts.server, 'stream');
      const request = client.request();
      const [stream] = await asked;
      const sent = once(stream, 'close');
      stream.respond();
      stream.end(Buffer.alloc(50_000));
      let size = 0;
      request.on('data', (chunk) => { size += chunk.length; }).pause();
      await sent;
      const told = once(client, 'goaway');
      session.close();
      await told;
      parts.sockets.client.resetAndDestroy();
      await inItsOwnPhase();
      await inItsOwnPhase();
      request.resume();
      await once(request, 'end');
      assert.strictEqual(size, 50_000);
    });
  });
}
