'use strict';

// The server that is attacked, in a process of its own: its memory is nobody else's.

const http2 = require('../support/impl');

const server = http2.createServer();
server.on('sessionError', () => {});
server.on('stream', (stream, headers) => {
  stream.on('error', () => {});
  // The body of a POST is never read.
  if (headers[':method'] === 'POST') return;
  stream.respond({ 'content-type': 'text/plain' });
  stream.end('a small answer');
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
