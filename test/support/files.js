'use strict';

// Files to be sent, and what became of the descriptors.

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const http2 = require('./impl');
const certificate = require('./certificate');
const { closeEverything, connect, listen } = require('./listening');

const SERVERS = {
  h2c: () => http2.createServer(),
  TLS: () => http2.createSecureServer(certificate),
};

let folder;

/** For a `describe`: a folder for its files, and a look at the descriptors after each test. */
function useFiles() {
  before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'native-http2-')); });
  afterEach(async () => {
    await closeEverything();
    await allClosed();
  });
  after(() => fs.rmSync(folder, { recursive: true }));
}

/** Bytes none of which looks like the one 251 or 256 places away. */
function pattern(size, from = 0) {
  const bytes = Buffer.allocUnsafe(size);
  for (let i = 0; i < size; i++) bytes[i] = ((from + i) * 31 + Math.floor((from + i) / 256)) & 255;
  return bytes;
}

/** @returns {string} the path of a new file */
function makeFile(name, content = pattern(1000)) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

/** A file of holes, with `marks` at their offsets. */
function makeSparse(name, size, marks) {
  const file = path.join(folder, name);
  const descriptor = fs.openSync(file, 'w');
  fs.ftruncateSync(descriptor, size);
  for (const [offset, bytes] of marks) fs.writeSync(descriptor, bytes, 0, bytes.length, offset);
  fs.closeSync(descriptor);
  return file;
}

/** @returns {number} descriptors of this process in the folder */
function openFiles() {
  return fs.readdirSync('/proc/self/fd').filter((number) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${number}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
}

/** Resolves when no file of the folder is open; a file that stays open is a test that times out. */
async function allClosed() {
  while (openFiles() > 0) await new Promise((resolve) => { setTimeout(resolve, 1); });
}

/**
 * One request. `answer` gets the server's stream and a list for notes.
 * @returns {{ headers, body: Buffer, trailers, error, notes: string[], rstCode }} `error`: the code
 *   with which the client's stream ended
 */
async function ask(answer, { over = 'h2c', method = 'GET', options } = {}) {
  const notes = [];
  const server = await listen(SERVERS[over]());
  const served = new Promise((resolve) => {
    server.on('stream', (stream, headers) => {
      note(stream, notes);
      stream.once('close', () => resolve(stream));
      answer(stream, notes, headers);
    });
  });
  const session = connect(server, options);
  const request = session.request({ ':method': method });
  request.end(method === 'POST' ? 'some body' : undefined);
  const got = await receive(request);
  const stream = await served;
  session.close();
  return { ...got, notes, rstCode: stream.rstCode };
}

function note(stream, notes) {
  for (const event of ['aborted', 'finish', 'wantTrailers']) stream.on(event, () => notes.push(event));
  stream.on('error', ({ code }) => notes.push(`error ${code}`));
  stream.on('close', () => notes.push(`close ${stream.rstCode}`));
}

/** Collects the message that comes to a client's stream, errors included. */
async function receive(stream) {
  const got = { headers: undefined, trailers: undefined, error: undefined };
  const chunks = [];
  stream.on('response', (headers) => { got.headers = headers; });
  stream.on('trailers', (trailers) => { got.trailers = trailers; });
  stream.on('error', () => {});
  stream.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve) => { stream.once('close', resolve); });
  got.error = stream.rstCode;
  return { ...got, body: Buffer.concat(chunks) };
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

module.exports = {
  SERVERS, allClosed, ask, makeFile, makeSparse, pattern, receive, sha256, useFiles,
};
