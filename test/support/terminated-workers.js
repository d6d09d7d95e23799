'use strict';

// A program: terminates workers at random moments while they serve and ask, one after the other, by turns
// over TCP and over TLS. `node terminated-workers.js TIMES SEED`; says "survived".

const { once } = require('node:events');
const path = require('node:path');
const { isMainThread, parentPort, Worker, workerData: dataOfWorker } = require('node:worker_threads');
const certificate = require('./certificate');
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

async function listen(isSecure) {
  const server = isSecure ? http2.createSecureServer(certificate) : http2.createServer();
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
function ask({ isSecure, port }, onAnswer) {
  const session = http2.connect(`${isSecure ? 'https' : 'http'}://127.0.0.1:${port}`,
    { rejectUnauthorized: false });
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
  const { isSecure } = dataOfWorker;
  const port = await listen(isSecure);
  parentPort.postMessage(port);
  for (const other of [{ isSecure, port }, dataOfWorker]) ask(other, () => parentPort.postMessage('answer'));
}

async function main(times, seed) {
  const random = randomOf(seed);
  const ports = [await listen(false), await listen(true)];
  for (let i = 0; i < times; i++) {
    const isSecure = i % 2 === 1;
    const workerData = { isSecure, port: ports[i % 2] };
    const worker = new Worker(path.resolve(__filename), { workerData });
    const [port] = await once(worker, 'message');
    const session = ask({ isSecure, port }, () => {});
    await once(worker, 'message');
    await new Promise((resolve) => { setTimeout(resolve, random() * MAX_LIFE); });
    await worker.terminate();
    session.destroy();
  }
  process.stdout.write('survived\n', () => process.exit());
}

if (isMainThread) main(Number(process.argv[2]), Number(process.argv[3]));
else work();
