'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { openDescriptors } = require('../support/descriptors');
const http2 = require('../support/impl');
const { closeEverything, listen, originOf } = require('../support/listening');
const { fit } = require('../support/slope');

const CONNECTIONS = Number(process.env.CONNECTIONS ?? 100_000);
const AT_ONCE = 20;
const SAMPLES = 40;
// Bytes for each connection: far below the smallest object that could be left of one.
const MAX_SLOPE = 16;

const FILE = path.join(os.tmpdir(), `connections-${process.pid}`);

// What the connections do, one after the other.
const KINDS = [
  (session) => session.request().resume(),
  (session) => session.request({ ':method': 'POST' }).resume().end(Buffer.alloc(20_000)),
  (session) => session.request({ ':path': '/file' }).resume(),
  (session) => {
    const stream = session.request({ ':method': 'POST' }).resume();
    stream.once('response', () => stream.close(http2.constants.NGHTTP2_CANCEL));
    return stream;
  },
];

async function serve() {
  const server = await listen(http2.createServer());
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (headers[':path'] === '/file') return stream.respondWithFile(FILE);
    stream.respond();
    stream.pipe(stream);
  });
  return server;
}

async function connectOnce(server, i) {
  const session = http2.connect(originOf(server), { host: '127.0.0.1' });
  await once(KINDS[i % KINDS.length](session), 'close');
  const closed = once(session, 'close');
  if (i % 3 === 0) session.destroy();
  else session.close();
  await closed;
}

async function connectOften(server, from, count) {
  let next = from;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < from + count) await connectOnce(server, next++);
  }));
}

async function memory() {
  for (let i = 0; i < 5; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('Short connections', function () {
  this.timeout(3_600_000);
  before(() => fs.writeFileSync(FILE, Buffer.alloc(50_000)));
  after(() => fs.unlinkSync(FILE));
  afterEach(closeEverything);

  it(`of all kinds, ${CONNECTIONS} of them, leave nothing`, async () => {
    const server = await serve();
    const step = Math.ceil(CONNECTIONS / SAMPLES);
    await connectOften(server, 0, Math.max(step, 500));
    const before = openDescriptors();
    const points = [];
    for (let i = 0; i < SAMPLES; i++) {
      await connectOften(server, i * step, step);
      points.push([(i + 1) * step, await memory()]);
    }
    const { slope, error } = fit(points);
    console.log(`      ${slope.toFixed(1)} ± ${error.toFixed(1)} bytes for each connection`);
    assert.ok(slope - 3 * error < MAX_SLOPE, `${slope} ± ${error} bytes are kept of each`);
    assert.ok(openDescriptors() <= before, `${openDescriptors()} descriptors, ${before} before`);
  });
});
