'use strict';

// A program: terminates workers at random moments while they serve and ask, one after the other.
// `node terminated-workers.js TIMES SEED`; says "survived".

const { once } = require('node:events');
const path = require('node:path');
const { isMainThread, parentPort, Worker, workerData } = require('node:worker_threads');
const http2 = require('./impl');

// Milliseconds under load, at most.
const MAX_LIFE = 25;
const AT_ONCE = 20;

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function randomOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function listen() {
  const server = http2.createServer();
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (headers[':path'] === '/file') return stream.respondWithFile(__filename);
    stream.respond();
    stream.pipe(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** Asks for ever; says when the first answer is there. */
function ask(port, onAnswer) {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  const askOnce = (i) => {
    const stream = session.request({ ':method': 'POST', ':path': i % 4 === 0 ? '/file' : '/' });
    stream.on('error', () => {});
    stream.on('close', () => {
      onAnswer();
      if (!session.destroyed) askOnce(i + 1);
    });
    stream.resume();
    stream.end(Buffer.alloc(20_000 * (i % 3)));
  };
  for (let i = 0; i < AT_ONCE; i++) askOnce(i);
  return session;
}

/** A worker is a server for the main thread, and a client of it and of itself. */
async function work() {
  const port = await listen();
  parentPort.postMessage(port);
  for (const other of [port, workerData.port]) ask(other, () => parentPort.postMessage('answer'));
}

async function main(times, seed) {
  const random = randomOf(seed);
  const port = await listen();
  for (let i = 0; i < times; i++) {
    const worker = new Worker(path.resolve(__filename), { workerData: { port } });
    const [theirs] = await once(worker, 'message');
    const session = ask(theirs, () => {});
    await once(worker, 'message');
    await new Promise((resolve) => { setTimeout(resolve, random() * MAX_LIFE); });
    await worker.terminate();
    session.destroy();
  }
  process.stdout.write('survived\n', () => process.exit());
}

if (isMainThread) main(Number(process.argv[2]), Number(process.argv[3]));
else work();
