'use strict';

// Makes one request to a server of its own on the loopback interface, in the clear or over TLS.

const { randomBytes } = require('node:crypto');
const { once } = require('node:events');
const { performance } = require('node:perf_hooks');

const TIMEOUT = 5_000; // milliseconds
const BODY = 'native-http2';
const IDENTITY = 'check';
const KEY_SIZE = 32; // bytes

// A key that both ends share takes the place of a certificate.
function tlsOptions() {
  const psk = randomBytes(KEY_SIZE);
  const common = { ciphers: 'PSK', maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' };
  return {
    server: { ...common, pskCallback: () => psk },
    client: {
      ...common,
      pskCallback: () => ({ psk, identity: IDENTITY }),
      checkServerIdentity: () => undefined,
    },
  };
}

function requestInTheClear(http2) {
  return roundTrip(http2, http2.createServer(), 'http', {});
}

function requestOverTls(http2) {
  const { server, client } = tlsOptions();
  return roundTrip(http2, http2.createSecureServer(server), 'https', client);
}

/** @returns {Promise<{ status: number, protocol: string, milliseconds: number }>} */
async function roundTrip(http2, server, scheme, options) {
  const signal = AbortSignal.timeout(TIMEOUT);
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200 });
    stream.end(BODY);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening', { signal });
  const { address, port, family } = server.address();
  const host = family === 'IPv6' ? `[${address}]` : address;
  const client = http2.connect(`${scheme}://${host}:${port}`, options);
  try {
    return await request(client, signal);
  } finally {
    client.destroy();
    server.close();
  }
}

async function request(client, signal) {
  const start = performance.now();
  const failure = once(client, 'close', { signal }).then(() => {
    throw new Error('the connection was closed before the response was complete');
  });
  return Promise.race([answer(client, start), failure]);
}

async function answer(client, start) {
  const stream = client.request();
  const response = new Promise((resolve) => { stream.once('response', resolve); });
  let body = '';
  for await (const chunk of stream.setEncoding('utf8')) body += chunk;
  if (body !== BODY) throw new Error(`the body is '${body}' instead of '${BODY}'`);
  const headers = await response;
  const { encrypted, alpnProtocol, socket } = client;
  const protocol = encrypted ? `${alpnProtocol} over ${socket.getProtocol()}` : alpnProtocol;
  return { status: headers[':status'], protocol, milliseconds: performance.now() - start };
}

module.exports = { requestInTheClear, requestOverTls };
