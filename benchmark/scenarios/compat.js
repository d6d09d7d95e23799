'use strict';

// Hello world with the compatibility API, (req, res): what its two objects cost on top of a stream.

const { HELLO } = require('../fixtures');

function serve(server) {
  server.on('request', (req, res) => {
    res.setHeader('content-type', 'text/plain');
    res.end(HELLO);
  });
}

const common = {
  group: 'compat',
  kind: 'server',
  unit: 'requests/s',
  path: '/hello.txt',
  bytes: HELLO.length,
  nghttpd: true,
  serve,
};

module.exports = [
  {
    ...common,
    id: 'compat-h2c-10x100',
    title: 'hello world, (req, res), h2c 10 × 100',
    tls: false,
    load: { connections: 10, streams: 100 },
  },
  {
    ...common,
    id: 'compat-tls-10x100',
    title: 'hello world, (req, res), TLS 10 × 100',
    tls: true,
    load: { connections: 10, streams: 100 },
  },
  {
    ...common,
    id: 'compat-tls-50x1',
    title: 'hello world, (req, res), TLS 50 × 1',
    tls: true,
    load: { connections: 50, streams: 1 },
  },
];
