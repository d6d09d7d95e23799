'use strict';

const { FramePeer, GET, POST } = require('../support/frame-peer');
const { repeated, sequence } = require('../support/siege');

// The worst attacks on memory: what a client sends on each of several connections, one after the other.
// It waits until the server has taken all or has had enough, and hangs up.

const REQUESTS = 20_000;
const INITIAL_WINDOW_SIZE = 4;
const CLOSED_WINDOW = [[INITIAL_WINDOW_SIZE, 0]];

const idOf = (i) => 2 * i + 1;
const get = (i) => ({ type: 'HEADERS', streamId: idOf(i), headers: GET, endStream: true });
const post = (i) => ({ type: 'HEADERS', streamId: idOf(i), headers: POST });
const windows = (size) => ({ type: 'SETTINGS', settings: [[INITIAL_WINDOW_SIZE, size]] });

// GET / with the fields of the static table; entry 62, once it is there, is a name without a value.
const GET_BLOCK = '828684';
const ENTRY = '4001610'.padEnd(8, '0');
const indexed = (i) => ({
  type: 'HEADERS',
  streamId: idOf(i),
  endStream: true,
  payload: Buffer.from(`${GET_BLOCK}${i === 0 ? ENTRY : ''}${'be'.repeat(100)}`, 'hex'),
});

const ATTACKS = {
  'answers that are never read':
    { settings: CLOSED_WINDOW, bytes: () => sequence(REQUESTS, (i) => [get(i)]) },
  'requests of indexed fields':
    { settings: CLOSED_WINDOW, bytes: () => sequence(REQUESTS, (i) => [indexed(i)]) },
  'SETTINGS that move every window': {
    settings: CLOSED_WINDOW,
    bytes: () => Buffer.concat([
      sequence(REQUESTS / 4, (i) => [get(i)]), repeated(REQUESTS / 4, windows(1), windows(0)),
    ]),
  },
  'requests that are reset': {
    bytes: () => sequence(REQUESTS, (i) =>
      [get(i), { type: 'RST_STREAM', streamId: idOf(i), code: 8 }]),
  },
  'bodies that nobody reads': {
    bytes: () => sequence(REQUESTS, (i) =>
      [post(i), { type: 'DATA', streamId: idOf(i), data: Buffer.alloc(1000) }]),
  },
};

/** Attacks the server on this port, on so many connections. */
async function attack(port, title, connections) {
  const { settings, bytes } = ATTACKS[title];
  const words = bytes();
  for (let i = 0; i < connections; i++) {
    const peer = await FramePeer.connect(port);
    await peer.handshake(settings);
    peer.sendBytes(words);
    await Promise.race([peer.soFar().catch(() => {}), peer.ended]);
    peer.destroy();
  }
}

module.exports = { attack, ATTACKS };
