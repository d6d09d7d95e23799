'use strict';

// A program whose system calls fail: two conversations over TCP, or with the argument TLS over TLS, the
// second after the first has ended in whatever way. Prints what came of both.

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const certificate = require('../support/certificate');
const http2 = require('../support/impl');

const isSecure = process.argv[2] === 'TLS';
// So many answers later the engines read and write the descriptors below TLS.
const SETTLED = isSecure ? 4 : 0;

const SIZE = 300_000;
const BODY = Buffer.from(Array.from({ length: SIZE }, (_, i) => (i * 31) & 0xff));
const FILE = path.join(os.tmpdir(), `faults-${process.pid}`);
// Its name is not known before.
process.env.FAULT_FILE = FILE;

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');
const CORRECT = digest(BODY);

const errors = [];
const note = (who) => (error) => errors.push(`${who} ${error.code}`);

async function listen() {
  const server = isSecure ? http2.createSecureServer(certificate) : http2.createServer();
  server.on('sessionError', note('server session'));
  server.on('stream', (stream, headers) => {
    stream.on('error', note('server stream'));
    if (headers[':path'] === '/file') return stream.respondWithFile(FILE);
    stream.respond();
    stream.pipe(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** What came: "all", or "wrong" when a message that looks complete is not. */
function answer(stream, body) {
  return new Promise((resolve) => {
    const chunks = [];
    let ended = false;
    stream.on('error', note('client stream'));
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => { ended = true; });
    stream.on('close', () => {
      const isWhole = digest(Buffer.concat(chunks)) === CORRECT;
      if (ended && stream.rstCode === 0 && !stream.aborted) resolve(isWhole ? 'all' : 'wrong');
      else resolve(isWhole ? 'all, and an error' : 'cut');
    });
    stream.end(body);
  });
}

async function converse(port) {
  const client = http2.connect(`${isSecure ? 'https' : 'http'}://127.0.0.1:${port}`,
    { rejectUnauthorized: false });
  client.on('error', note('client session'));
  const closed = new Promise((resolve) => { client.once('close', resolve); });
  for (let i = 0; i < SETTLED; i++) await answer(client.request({ ':method': 'POST' }), '');
  const answers = await Promise.all([
    answer(client.request({ ':method': 'POST' }), BODY), answer(client.request({ ':path': '/file' })),
  ]);
  client.close();
  await closed;
  return { answers, errors: [...new Set(errors.splice(0))].sort() };
}

async function main() {
  fs.writeFileSync(FILE, BODY);
  const server = await listen();
  const { port } = server.address();
  const outcomes = [await converse(port), await converse(port)];
  fs.unlinkSync(FILE);
  console.log(JSON.stringify(outcomes));
  process.exit();
}

main();
