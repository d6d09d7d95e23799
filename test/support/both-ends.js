'use strict';

const { once } = require('node:events');
const certificate = require('./certificate');
const { duplexPair } = require('./duplex-pair');
const http2 = require('./impl');
const { closeLater, connect, listen } = require('./listening');

/**
 * A server and a client on each kind of transport. `meet(serverOptions, clientOptions)` resolves to
 * the server, and to both sessions, when the client is connected.
 */
const bothEnds = {
  TCP: (serverOptions, clientOptions) => overSocket(
    http2.createServer(serverOptions), clientOptions),
  TLS: (serverOptions, clientOptions) => overSocket(
    http2.createSecureServer({ ...certificate, ...serverOptions }), clientOptions),
  Duplex: overDuplex,
};

async function overSocket(server, clientOptions) {
  await listen(server);
  return sessionsOf(server, () => connect(server, clientOptions));
}

async function overDuplex(serverOptions, clientOptions) {
  const server = http2.createServer(serverOptions);
  const [one, other] = duplexPair();
  return sessionsOf(server, () => {
    const client = closeLater(http2.connect('http://localhost', {
      ...clientOptions, createConnection: () => one,
    }));
    server.emit('connection', other);
    return client;
  });
}

async function sessionsOf(server, open) {
  const accepted = new Promise((resolve) => { server.once('session', resolve); });
  const client = open();
  await once(client, 'connect');
  return { server, client, served: await accepted };
}

module.exports = { bothEnds };
