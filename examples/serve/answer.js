'use strict';

// Answers one stream: `/api/status` with JSON, everything else from the folder.

const fs = require('node:fs');
const path = require('node:path');
const { pipeline } = require('node:stream');

const { NoFileError, findFile } = require('./find-file');
const { renderListing } = require('./listing');

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

function sendText({ stream, isHead }, status, type, text) {
  const body = Buffer.from(text);
  const headers = { ':status': status, 'content-type': type, 'content-length': body.length };
  if (status === 405) headers.allow = 'GET, HEAD';
  stream.respond(headers);
  stream.end(isHead ? undefined : body);
}

function sendFile({ stream, isHead }, { file, size }) {
  const type = TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  stream.respond({ ':status': 200, 'content-type': type, 'content-length': size });
  if (isHead || size === 0) return stream.end();
  // A reader that goes away destroys the stream, and that is no reason to complain. The file is
  // read no further than what was promised, even if it grows.
  return pipeline(fs.createReadStream(file, { end: size - 1 }), stream, () => {});
}

function sendStatus(request) {
  const { stream } = request;
  const status = {
    protocol: stream.session.encrypted ? 'h2 over TLS' : 'h2c',
    stream: stream.id,
    node: process.versions.node,
    upSeconds: Math.round(process.uptime()),
  };
  sendText(request, 200, 'application/json', `${JSON.stringify(status)}\n`);
}

function send(request, found) {
  const { stream, pathname } = request;
  if (found.kind === 'file') return sendFile(request, found);
  if (found.kind === 'listing') {
    const page = renderListing(pathname, found.entries);
    return sendText(request, 200, 'text/html; charset=utf-8', page);
  }
  stream.respond({ ':status': 301, location: found.location });
  return stream.end();
}

async function answerFromFolder(request, root) {
  try {
    const found = await findFile(root, request.pathname);
    if (!request.stream.destroyed) send(request, found);
  } catch (error) {
    if (request.stream.destroyed) return;
    const status = error instanceof NoFileError ? error.status : 500;
    if (status === 500) console.error(error);
    const text = status === 500 ? 'Something went wrong.' : error.message;
    sendText(request, status, 'text/plain; charset=utf-8', `${text}\n`);
  }
}

/**
 * @param {string} root the folder to serve
 * @returns {(stream: object, headers: object) => void} a listener for `'stream'`
 */
function answerFrom(root) {
  return (stream, headers) => {
    // The client may reset its stream at any time.
    stream.on('error', () => {});
    stream.resume();
    const method = headers[':method'];
    const pathname = (headers[':path'] ?? '/').split('?', 1)[0];
    const request = { stream, pathname, isHead: method === 'HEAD' };
    if (method !== 'GET' && method !== 'HEAD') {
      return sendText(request, 405, 'text/plain; charset=utf-8', 'Only GET and HEAD work here.\n');
    }
    if (pathname === '/api/status') return sendStatus(request);
    return answerFromFolder(request, root);
  };
}

module.exports = { answerFrom };
