'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { openDescriptors } = require('../../support/descriptors');
const { FramePeer, GET, POST } = require('../../support/frame-peer');
const { builtin, wanted } = require('../../support/oracle');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const SERVERS = {
  plain: { create: () => http2.createServer(), secure: async (socket) => socket },
  secure: {
    create: () => http2.createSecureServer(certificate),
    async secure(socket) {
      const over = tls.connect({ socket, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
      over.on('error', () => {});
      await once(over, 'secureConnect');
      return over;
    },
  },
};

/** A frame-level client, and the socket that it leaves by. */
async function dial(server, secure) {
  const socket = closeLater(net.connect(server.address().port, '127.0.0.1'));
  socket.on('error', () => {});
  await once(socket, 'connect');
  const peer = closeLater(new FramePeer(await secure(socket), { role: 'client' }));
  await peer.handshake();
  return { peer, socket };
}

/** Notes the events of an emitter in `lines`. */
function note(lines, emitter, name, events) {
  for (const event of events) {
    emitter.on(event, (value) => {
      const said = value instanceof Error ? ` ${value.message}` : '';
      const code = emitter.rstCode === undefined ? '' : ` (${emitter.rstCode})`;
      lines.push(`${name} ${event}${said}${code}`);
    });
  }
}

const STREAM_EVENTS = ['aborted', 'error', 'end', 'finish', 'close'];

/** A client asks; resolves when the server has the stream. */
async function meet({ create, secure }, headers, endStream) {
  const lines = [];
  const server = await listen(create());
  note(lines, server, 'server', ['error', 'sessionError', 'clientError', 'tlsClientError']);
  const served = once(server, 'session');
  const asked = once(server, 'stream');
  const { peer, socket } = await dial(server, secure);
  const [session] = await served;
  note(lines, session, 'session', ['error', 'close']);
  peer.send({ type: 'HEADERS', streamId: 1, headers, endStream });
  const [stream] = await asked;
  note(lines, stream, 'stream', STREAM_EVENTS);
  stream.resume();
  const over = new Promise((resolve) => { session.on('close', resolve); });
  return { lines, over, peer, server, socket, stream };
}

const GONE = [
  'stream aborted (8)', 'stream finish (8)', 'stream end (8)', 'stream close (8)', 'session close',
];
const RESET = [
  'stream aborted (2)', 'stream error read ECONNRESET (2)', 'stream close (2)',
  'server sessionError read ECONNRESET', 'session error read ECONNRESET', 'session close',
];

const RESET_BY_WRITE = RESET.map((line) => line.replace('read', 'write'));

const LEAVING = {
  'ends its connection': ({ peer }) => peer.socket.end(),
  'destroys its socket': ({ socket }) => socket.destroy(),
};

for (const [kind, ways] of Object.entries(SERVERS)) {
  describe(`A ${kind} server whose client leaves`, () => {
    afterEach(closeEverything);

    for (const [how, leave] of Object.entries(LEAVING)) {
      it(`in the middle of an upload, when it ${how}, sees the request aborted`, async () => {
        const { lines, over, peer, socket, stream } = await meet(ways, POST);
        peer.send({ type: 'DATA', streamId: 1, data: 'half' });
        await once(stream, 'data');
        leave({ peer, socket });
        await over;
        assert.deepStrictEqual(lines, GONE);
      });
    }

    it('in the middle of an upload by a reset sees the error of its socket', async () => {
      const { lines, over, peer, socket, stream } = await meet(ways, POST);
      peer.send({ type: 'DATA', streamId: 1, data: 'half' });
      await once(stream, 'data');
      socket.resetAndDestroy();
      await over;
      assert.deepStrictEqual(lines, RESET);
    });

    it('in the middle of a response sees the response aborted', async () => {
      const { lines, over, peer, socket, stream } = await meet(ways, GET, true);
      stream.respond();
      stream.write('half');
      await peer.until('DATA', { streamId: 1 });
      socket.end();
      await over;
      assert.deepStrictEqual(lines, [
        'stream end (0)', 'stream aborted (8)', 'stream finish (8)', 'stream close (8)',
        'session close',
      ]);
    });

    it('by a reset that a write finds first sees the error of its socket', async () => {
      const { lines, over, peer, socket, stream } = await meet(ways, GET, true);
      stream.respond();
      stream.write('half');
      await peer.until('DATA', { streamId: 1 });
      socket.resetAndDestroy();
      // The server writes before it can read of the reset.
      stream.write('other half');
      await over;
      // The builtin takes the write for one that got through, and the connection for one that ended.
      const missed = ['stream aborted (8)', 'stream finish (8)', 'stream close (8)', 'session close'];
      assert.deepStrictEqual(lines, [
        'stream end (0)', ...(builtin ? missed : wanted('Ends of streams and sessions', RESET_BY_WRITE)),
      ]);
    });

    it('again and again keeps no descriptor and answers others', async () => {
      const server = await listen(ways.create());
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.respond();
        stream.write('half');
      });
      const visit = async (leave) => {
        const served = once(server, 'session');
        const { peer, socket } = await dial(server, ways.secure);
        const [session] = await served;
        session.on('error', () => {});
        peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
        await peer.until('DATA', { streamId: 1 });
        const gone = Promise.all([session, socket].map((one) =>
          new Promise((resolve) => { one.on('close', resolve); })));
        const connection = new Promise((resolve) => { session.socket.on('close', resolve); });
        leave(socket);
        await Promise.all([gone, connection]);
      };
      await visit((socket) => socket.end());
      const before = openDescriptors();
      for (let n = 0; n < 4; n += 1) {
        await visit((socket) => socket.destroy());
        await visit((socket) => socket.resetAndDestroy());
      }
      assert.strictEqual(openDescriptors(), before);
    });
  });
}

describe('A secure connection', () => {
  afterEach(closeEverything);

  for (const end of ['close', 'destroy']) {
    it(`${end}() of a client right after the head of a response is no error of the server`, async () => {
      const lines = [];
      const server = await listen(http2.createSecureServer(certificate));
      note(lines, server, 'server', ['sessionError']);
      const closed = new Promise((resolve) => {
        server.on('session', (session) => session.on('close', resolve));
      });
      server.on('stream', (stream) => {
        note(lines, stream, 'stream', ['aborted', 'error']);
        stream.on('aborted', () => stream.end());
        stream.respond();
        stream.write('a');
      });
      const client = connect(server);
      const request = client.request();
      request.on('error', () => {});
      await once(request, 'response');
      request.resume();
      if (end === 'close') request.close(http2.constants.NGHTTP2_CANCEL);
      client[end]();
      await closed;
      assert.deepStrictEqual(lines, ['stream aborted (8)']);
    });
  }
});
