'use strict';

// POST of 1 KB, answered when the whole body has been read: the way in.

const { HELLO } = require('../fixtures');

function serve(server) {
  server.on('stream', (stream) => {
    let received = 0;
    stream.on('data', (chunk) => { received += chunk.length; });
    stream.on('end', () => {
      stream.respond({ ':status': received === 1024 ? 200 : 400, 'content-type': 'text/plain' });
      stream.end(HELLO);
    });
  });
}

module.exports = [{
  id: 'post-h2c-10x100',
  group: 'post',
  title: 'POST 1 KB, h2c 10 × 100',
  kind: 'server',
  unit: 'requests/s',
  tls: false,
  path: '/',
  bytes: HELLO.length,
  load: { connections: 10, streams: 100, post: 'post-1kb.bin' },
  nghttpd: false,
  serve,
}];
