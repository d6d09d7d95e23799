'use strict';

// Hello world with the core API: what one request costs when its body costs nothing. With 100
// streams on a connection the work of a socket read is shared by many requests; with one it is not.

const { answerHello } = require('../answer-hello');
const { HELLO } = require('../fixtures');

const common = {
  group: 'hello',
  kind: 'server',
  unit: 'requests/s',
  path: '/hello.txt',
  bytes: HELLO.length,
  nghttpd: true,
  serve: answerHello,
};

module.exports = [
  {
    ...common,
    id: 'hello-h2c-10x100',
    title: 'hello world, core API, h2c 10 × 100',
    tls: false,
    load: { connections: 10, streams: 100 },
  },
  {
    ...common,
    id: 'hello-h2c-50x1',
    title: 'hello world, core API, h2c 50 × 1',
    tls: false,
    load: { connections: 50, streams: 1 },
  },
  {
    ...common,
    id: 'hello-tls-10x100',
    title: 'hello world, core API, TLS 10 × 100',
    tls: true,
    load: { connections: 10, streams: 100 },
  },
];
