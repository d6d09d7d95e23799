'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { encodeFrame } = require('../../support/frame');
const { GET, PREFACE } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin, wanted } = require('../../support/oracle');
const { ends } = require('../../support/transports');

// Over a Duplex the builtin emits 'connect' after what it has brought.
const transports = builtin ? ['TCP', 'TLS'] : ['TCP', 'TLS', wanted('Ticks', 'Duplex')];

const SETTINGS = encodeFrame({ type: 'SETTINGS', settings: [] });
const REQUEST = Buffer.concat([
  PREFACE, SETTINGS, encodeFrame({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true }),
]);

/** How a socket comes to have bytes before a session gets it. */
const WAYS = {
  'has been waiting for its reader': () => {},
  'was read and put back': (socket) => socket.unshift(socket.read()),
};

/** The near and the far end of a connection; the far end has said the bytes, and they are here. */
async function spokenTo(transport, near, bytes, way) {
  const both = await ends(transport);
  const [ours, theirs] = near === 'client' ? both : both.reverse();
  for (const socket of [ours, theirs]) closeLater(socket).on('error', () => {});
  theirs.resume();
  const readable = once(ours, 'readable');
  theirs.write(bytes);
  await readable;
  WAYS[way](ours);
  ours.removeAllListeners('readable');
  return ours;
}

function record(session, lines, last) {
  for (const event of ['connect', 'remoteSettings', 'stream']) {
    session.on(event, () => lines.push(event));
  }
  session.on('error', () => {});
  closeLater(session);
  return new Promise((resolve) => { session.once(last, resolve); });
}

for (const transport of transports) {
  for (const way of Object.keys(WAYS)) {
    describe(`What a socket (${transport}) has brought, which ${way},`, () => {
      afterEach(closeEverything);

      it("comes after 'connect' on a client", async () => {
        const ours = await spokenTo(transport, 'client', SETTINGS, way);
        const lines = [];
        const scheme = transport === 'TLS' ? 'https' : 'http';
        const session = http2.connect(`${scheme}://localhost`, { createConnection: () => ours });
        await record(session, lines, 'remoteSettings');
        assert.deepStrictEqual(lines, ['connect', 'remoteSettings']);
      });

      it("comes after 'connect' on a server", async () => {
        const ours = await spokenTo(transport, 'server', REQUEST, way);
        const lines = [];
        const server = await listen(http2.createServer(() => {}));
        const over = new Promise((resolve) => {
          server.on('session', (session) => record(session, lines, 'stream').then(resolve));
        });
        server.emit('connection', ours);
        await over;
        assert.deepStrictEqual(lines, ['connect', 'remoteSettings', 'stream']);
      });
    });
  }
}
