'use strict';

// A program whose clock jumps in the middle of a conversation. The arguments are what that goes over, the
// clock ("world" or "monotonic"), and by how many hours it jumps. Prints what came of it.

const { once } = require('node:events');
const fs = require('node:fs');
const certificate = require('../support/certificate');
const http2 = require('../support/impl');

const [, , over, clock, hours] = process.argv;
const HOUR = 3600e3;
// Node does not survive a monotonic clock that goes back to before the process's start.
const AGE = 24;
const SIZE = 200_000;
const OPTIONS = { keepAlive: { interval: HOUR }, idleTimeout: HOUR };

const outcome = { errors: [], timeouts: 0, bytes: [] };
const note = (who) => (error) => outcome.errors.push(`${who} ${error.code}`);
const noteTimeout = () => { outcome.timeouts += 1; };

function jump(by) {
  const world = Date.now();
  const monotonic = performance.now();
  const file = fs.openSync(process.env.FAULT_CLOCKS, 'r+');
  const at = clock === 'world' ? 0 : 8;
  const wrong = Buffer.alloc(8);
  fs.readSync(file, wrong, 0, 8, at);
  wrong.writeBigInt64LE(wrong.readBigInt64LE() + BigInt(by * 3600));
  fs.writeSync(file, wrong, 0, 8, at);
  fs.closeSync(file);
  const inHours = (msecs) => Math.round(msecs / HOUR);
  outcome.jumped = [inHours(Date.now() - world), inHours(performance.now() - monotonic)];
}

async function listen() {
  const server = over === 'TLS' ? http2.createSecureServer({ ...certificate, ...OPTIONS }) :
    http2.createServer(OPTIONS);
  server.setTimeout(HOUR, noteTimeout);
  server.on('sessionError', note('server session'));
  server.on('stream', (stream) => {
    stream.on('error', note('server stream'));
    stream.setTimeout(HOUR, noteTimeout);
    stream.respond();
    stream.pipe(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function connect(server) {
  const scheme = over === 'TLS' ? 'https' : 'http';
  const client = http2.connect(`${scheme}://localhost:${server.address().port}`,
    { ...OPTIONS, ca: certificate.cert, host: '127.0.0.1' });
  client.on('error', note('client session'));
  client.setTimeout(HOUR, noteTimeout);
  return client;
}

function request(client) {
  const stream = client.request({ ':method': 'POST' });
  stream.on('error', note('client stream'));
  return stream;
}

/** Writes to a stream that echoes, and waits until all of it has come back. */
async function exchange(stream) {
  let size = 0;
  const all = new Promise((resolve) => {
    stream.on('data', function count(chunk) {
      size += chunk.length;
      if (size === SIZE) resolve(stream.off('data', count));
    });
    stream.once('close', resolve);
  });
  stream.write(Buffer.alloc(SIZE));
  await all;
  outcome.bytes.push(size);
}

const ping = (client, meanwhile) => new Promise((resolve) => {
  client.ping((error, duration) => resolve(error?.code ?? duration));
  meanwhile?.();
});

async function finish(stream) {
  const ended = once(stream, 'end');
  stream.resume().end();
  await ended;
}

async function main() {
  if (clock === 'monotonic') jump(AGE);
  const server = await listen();
  const client = connect(server);
  const stream = request(client);
  await exchange(stream);
  // The jump is between the PING and its acknowledgement.
  outcome.ping = await ping(client, () => jump(hours));
  await exchange(stream);
  outcome.nextPing = await ping(client);
  const later = request(client);
  const [{ date }] = await once(later, 'response');
  outcome.dateIsRight = Math.abs(Date.parse(date) - Date.now()) < 60_000;
  await exchange(later);
  await Promise.all([stream, later].map(finish));
  const next = connect(server);
  const first = request(next);
  await exchange(first);
  await finish(first);
  for (const session of [client, next]) session.close();
  await Promise.all([client, next].map((session) => once(session, 'close')));
  server.close();
  await once(server, 'close');
  console.log(JSON.stringify(outcome));
}

main();
