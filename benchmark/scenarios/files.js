'use strict';

// respondWithFile: a large file measures the way of bytes from the page cache to the socket, a
// small one what a file costs to open, check and close. The files are in the page cache.

const path = require('node:path');

// Windows of 1 MB for a stream and 16 MB for the connection: flow control never waits for a round
// trip, and still bounds what lies in buffers.
const WINDOWS = { stream: 20, connection: 24 };
const KILOBYTE = 1024;

function serveFile(name) {
  return (server, folder) => {
    const file = path.join(folder, name);
    server.on('stream', (stream) => {
      stream.on('error', () => {}); // files under way when the load leaves
      stream.respondWithFile(file, { 'content-type': 'application/octet-stream' });
    });
  };
}

const common = { group: 'files', kind: 'server', unit: 'requests/s', nghttpd: true };

const large = {
  ...common,
  path: '/1mb.bin',
  bytes: KILOBYTE * KILOBYTE,
  load: { connections: 4, streams: 8, windows: WINDOWS },
  serve: serveFile('1mb.bin'),
};

module.exports = [
  { ...large, id: 'files-1mb-h2c', title: 'file of 1 MB, h2c 4 × 8', tls: false },
  { ...large, id: 'files-1mb-tls', title: 'file of 1 MB, TLS 4 × 8', tls: true },
  {
    ...common,
    id: 'files-10kb-h2c',
    title: 'file of 10 KB, h2c 10 × 100',
    tls: false,
    path: '/10kb.bin',
    bytes: 10 * KILOBYTE,
    load: { connections: 10, streams: 100 },
    serve: serveFile('10kb.bin'),
  },
];
