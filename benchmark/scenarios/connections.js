'use strict';

// What a connection costs: it is opened, carries one request, and is closed.

const { answerHello } = require('../answer-hello');

const common = {
  group: 'connections',
  kind: 'connections',
  unit: 'connections/s',
  concurrency: 20,
  nghttpd: false,
  serve: answerHello,
};

module.exports = [
  { ...common, id: 'connections-h2c', title: 'connection with one request, h2c, 20 at once', tls: false },
  { ...common, id: 'connections-tls', title: 'connection with one request, TLS, 20 at once', tls: true },
];
