'use strict';

// An answer in 64 writes of 1 KB: what a write() costs, and how well writes are joined into frames.
// Ten streams per connection: more would measure how bodies wait in memory.

const WRITES = 64;
const CHUNK = Buffer.alloc(1024, 'x');

function serve(server) {
  server.on('stream', (stream) => {
    stream.on('error', () => {}); // answers under way when the load leaves
    stream.respond({ ':status': 200, 'content-type': 'application/octet-stream' });
    for (let written = 0; written < WRITES; written++) stream.write(CHUNK);
    stream.end();
  });
}

module.exports = [{
  id: 'writes-h2c-10x10',
  group: 'writes',
  title: '64 writes of 1 KB, h2c 10 × 10',
  kind: 'server',
  unit: 'requests/s',
  tls: false,
  path: '/',
  bytes: WRITES * CHUNK.length,
  load: { connections: 10, streams: 10 },
  nghttpd: false,
  serve,
}];
