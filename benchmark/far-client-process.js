'use strict';

// The client of a distance trial: carries the bodies, and reports how long it took.

const scenarios = require('./scenarios');

const { id, module: name, port } = JSON.parse(process.argv[2]);
const scenario = scenarios.find((candidate) => candidate.id === id);
const { megabytes, streams, tls, upload, write } = scenario;
const MEGABYTE = 1e6;
const size = megabytes * MEGABYTE / streams;
const isHttp1 = name === 'node:http';

const body = Buffer.alloc(MEGABYTE, 'x');

/** @returns {Function} begins a request: where its body goes, and a promise of where the answer comes */
function connect() {
  if (isHttp1) return requestsOfHttp1();
  const session = require(name).connect(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`, {
    rejectUnauthorized: false,
  });
  return (method, path) => {
    const stream = session.request({ ':method': method, ':path': path });
    return [stream, Promise.resolve(stream)];
  };
}

function requestsOfHttp1() {
  const { Agent, request } = require(tls ? 'node:https' : 'node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: streams });
  return (method, path) => {
    const sent = request({ agent, host: '127.0.0.1', port, method, path, rejectUnauthorized: false });
    return [sent, new Promise((resolve) => { sent.once('response', resolve); })];
  };
}

async function carry(begin, bytes, isUpload) {
  const [sent, answered] = begin(isUpload ? 'POST' : 'GET', `/${bytes}`);
  if (isUpload) write(body, bytes, sent);
  else sent.end();
  let received = 0;
  let text = '';
  for await (const chunk of await answered) {
    received += chunk.length;
    if (isUpload) text += chunk;
  }
  const arrived = isUpload ? Number(text) : received;
  if (arrived !== bytes) throw new Error(`${arrived} of ${bytes} bytes arrived`);
}

async function run() {
  const begin = connect();
  // Connections are there before the time begins.
  await Promise.all(Array.from({ length: isHttp1 ? streams : 1 }, () => carry(begin, 1, false)));
  const started = performance.now();
  await Promise.all(Array.from({ length: streams }, () => carry(begin, size, upload)));
  process.send({ value: megabytes / ((performance.now() - started) / 1000) });
}

run();
process.on('disconnect', () => process.exit());
