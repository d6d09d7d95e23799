'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('./impl');
const { connect, listen } = require('./listening');

const AT_ONCE = 100;
const WARM_UP = 5000;
const MEGABYTE = 2 ** 20;

/** One request; the answer is what counts, not what is in it. */
function ask(session) {
  const stream = session.request();
  stream.resume();
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('close', resolve);
  });
}

async function askOften(session, requests) {
  let left = requests;
  const askOn = async () => {
    while (left-- > 0) await ask(session);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
}

/** The memory that is in use once the garbage is gone. */
async function memory() {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
  }
  return process.memoryUsage();
}

/** One session carries so many requests, none fails, and memory is what it was before. */
async function staysFlat(requests) {
  const server = await listen(http2.createServer());
  server.on('stream', (stream) => stream.respond({}, { endStream: true }));
  const session = connect(server);
  await askOften(session, WARM_UP);
  const before = await memory();
  await askOften(session, requests);
  const after = await memory();
  const grown = (kind) => (after[kind] - before[kind]) / MEGABYTE;
  assert.ok(grown('heapUsed') < 4, `the heap grew by ${grown('heapUsed')} MiB`);
  assert.ok(grown('external') < 4, `external memory grew by ${grown('external')} MiB`);
  assert.ok(grown('rss') < 256, `the process grew by ${grown('rss')} MiB`);
  const closed = once(session, 'close');
  session.close();
  await closed;
}

module.exports = { staysFlat };
