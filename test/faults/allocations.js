'use strict';

// A program in which an allocation of the addon fails: one, then one that comes later, and so on, until
// two connections go by without one that does. Each time they are another thread's, which has no memory
// in reserve yet. Prints what came of both, a line for each thread. The arguments are what they go over,
// the number of the first allocation, and how much later the next comes.

const { once } = require('node:events');
const { isMainThread, parentPort, Worker, workerData } = require('node:worker_threads');

const BODY = Buffer.alloc(100_000, 'body');
// Threads without a fault, after which there is none any more.
const ENOUGH = 2;

const errors = [];
const note = (who) => (error) => errors.push(`${who} ${error.code} ${error.message}`);

function createServer(http2) {
  const server = http2.createServer();
  server.on('sessionError', note('server session'));
  server.on('stream', (stream) => {
    stream.on('error', note('server stream'));
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-trailer': 'yes' }));
    stream.respond({ 'x-header': 'yes' }, { waitForTrailers: true });
    stream.pipe(stream);
  });
  return server;
}

/** By what connections go over: resolves to a function that connects to the server. */
const TRANSPORTS = {
  async TCP(http2, server) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return () => http2.connect(`http://127.0.0.1:${server.address().port}`);
  },
  async Duplex(http2, server) {
    const { duplexPair } = require('../support/duplex-pair');
    return () => {
      const [ours, theirs] = duplexPair();
      server.emit('connection', theirs);
      return http2.connect('http://localhost', { createConnection: () => ours });
    };
  },
};

/** Resolves to what came: "all", or "wrong" when a message that looks complete is not. */
function answer(stream) {
  return new Promise((resolve) => {
    const chunks = [];
    let ended = false;
    let trailed = false;
    stream.on('error', note('client stream'));
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('trailers', () => { trailed = true; });
    stream.on('end', () => { ended = true; });
    stream.on('close', () => {
      const isWhole = trailed && Buffer.concat(chunks).equals(BODY);
      if (ended && stream.rstCode === 0 && !stream.aborted) resolve(isWhole ? 'all' : 'wrong');
      else resolve('cut');
    });
    stream.end(BODY);
  });
}

async function converse(client) {
  client.on('error', note('client session'));
  client.on('connect', () => client.ping((error) => { if (error) note('ping')(error); }));
  const closed = new Promise((resolve) => { client.once('close', resolve); });
  const came = await answer(client.request({ ':method': 'POST' }));
  client.close();
  await closed;
  return came;
}

async function inThread() {
  const http2 = require('../support/impl');
  const server = createServer(http2);
  const connect = await TRANSPORTS[workerData](http2, server);
  const came = [await converse(connect()), await converse(connect())];
  server.on('close', () => parentPort.postMessage({ came, errors: [...new Set(errors)].sort() }));
  server.close();
  if (!server.listening) server.emit('close');
}

async function main() {
  const [, , over, first, step] = process.argv;
  for (let number = Number(first), unnoticed = 0; unnoticed < ENOUGH; number += Number(step)) {
    process.env.FAULT_FROM = number;
    const worker = new Worker(__filename, { workerData: over });
    const [outcome] = await once(worker, 'message');
    unnoticed = outcome.errors.length === 0 ? unnoticed + 1 : 0;
    console.log(JSON.stringify(outcome));
    await worker.terminate();
  }
}

if (isMainThread) main();
else inThread();
