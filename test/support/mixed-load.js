'use strict';

const assert = require('node:assert');
const { fork } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const http2 = require('./impl');
const { fit } = require('./slope');

const AT_ONCE = 20;
// Caches fill, and V8's generations grow to what such a load needs.
const WARM_UP_ROUNDS = 5;
const MEBIBYTE = 2 ** 20;

/** By how much the line through the samples may rise from the first to the last. */
const MAX_RISE = {
  'resident memory': 16 * MEBIBYTE,
  'heap and external memory': MEBIBYTE,
  'handles': 2,
  'descriptors': 2,
  'objects of our classes': 10,
};

const ACTS = [
  (session) => session.request().resume(),
  (session) => session.request({ ':method': 'POST' }).resume().end(Buffer.alloc(20_000)),
  (session) => session.request({ ':path': '/file' }).resume(),
  (session) => session.request({ ':path': '/reset' }).resume(),
  (session, { streams }) => session.request({ ':path': streams ? '/push' : '/' }).resume(),
  (session) => {
    const stream = session.request({ ':path': '/file' }).resume();
    stream.once('response', () => stream.close(http2.constants.NGHTTP2_CANCEL));
    return stream;
  },
  (session) => {
    const stream = session.request({ ':method': 'POST' }).resume();
    stream.write(Buffer.alloc(1000), () => stream.destroy());
    return stream;
  },
];

/** How connections end: when all is answered, and in the middle. */
const ENDS = [
  { waits: true, end: (session) => session.close() },
  { waits: true, end: (session) => session.destroy() },
  { waits: false, end: (session) => session.destroy() },
  { waits: false, end: (session, socket) => socket.destroy() },
  { waits: false, end: (session, socket) => socket.resetAndDestroy() },
];

async function done(stream) {
  stream.on('error', () => {});
  if (!stream.closed) await new Promise((resolve) => { stream.once('close', resolve); });
}

/** One connection that does all acts at once, and ends in its turn's way. */
async function connectOnce(server, turn) {
  const scheme = server.secure ? 'https' : 'http';
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  // A session over TLS wraps the socket.
  const options = server.secure ? { socket, rejectUnauthorized: false } : { createConnection: () => socket };
  const session = http2.connect(`${scheme}://localhost:${server.port}`, options);
  session.on('error', () => {});
  session.on('stream', (pushed) => done(pushed.resume()));
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  const { waits, end } = ENDS[turn % ENDS.length];
  const streams = ACTS.map((act) => act(session, server));
  const all = Promise.all(streams.map(done));
  if (waits) await all;
  else await done(streams[turn % streams.length]);
  end(session, socket);
  await Promise.all([all, closed]);
}

/** @returns {Promise<number>} the turn after the last */
async function load(servers, turn, milliseconds) {
  const until = performance.now() + milliseconds;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (performance.now() < until) {
      const mine = turn++;
      await connectOnce(servers[mine % servers.length], Math.floor(mine / servers.length));
    }
  }));
  return turn;
}

async function ask(server) {
  server.send('holdings');
  const [holdings] = await once(server, 'message');
  return holdings;
}

/**
 * A server under a mix of everything: what it holds is the same after each round.
 * @param {{ rounds: number, seconds: number }} what rounds, and how long each is
 * @param {(line: string) => void} [print] is told each rise
 */
async function staysFlat({ rounds, seconds }, print = () => {}) {
  const file = path.join(os.tmpdir(), `mixed-load-${process.pid}`);
  fs.writeFileSync(file, Buffer.alloc(50_000));
  const server = fork(path.join(__dirname, 'mixed-server-process.js'), [file],
    { execArgv: ['--expose-gc', '--no-warnings'] });
  const [servers] = await once(server, 'message');
  const samples = [];
  const starts = [];
  let turn = 0;
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    turn = await load(servers, turn, seconds * 1000);
    const holdings = await ask(server);
    if (round < WARM_UP_ROUNDS) continue;
    starts.push(turn);
    samples.push(holdings);
  }
  server.disconnect();
  await once(server, 'exit');
  fs.unlinkSync(file);
  const connections = starts.at(-1) - starts[0];
  print(`${turn} connections, ${turn * ACTS.length} requests, ${rounds} samples; rises:`);
  for (const [what, most] of Object.entries(MAX_RISE)) {
    const { slope, error } = fit(samples.map((sample, i) => [starts[i], sample[what]]));
    const [rise, deviation] = [slope * connections, error * connections];
    print(`${what}: ${rise.toFixed(1)} ± ${deviation.toFixed(1)}, of ${samples.at(-1)[what]}`);
    assert.ok(rise - 3 * deviation <= most, `${what} rose by ${rise} ± ${deviation}`);
  }
}

module.exports = { staysFlat };
