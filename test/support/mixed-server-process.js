'use strict';

// A server process for clients that do everything: over h2c and TLS, with streams and with the
// Compatibility API. Says its ports, and when it is asked what it holds.

const { once } = require('node:events');
const fs = require('node:fs');
const { pipeline } = require('node:stream');
const v8 = require('node:v8');
const certificate = require('./certificate');
const http2 = require('./impl');
const { openDescriptors } = require('./descriptors');

const { NGHTTP2_CANCEL } = http2.constants;
const FILE = process.argv[2];

/** The constructors of all sessions, streams, requests and responses that were seen. */
const classes = new Set();
const see = (...objects) => { for (const object of objects) classes.add(object.constructor); };

const ANSWERS = {
  '/': (stream) => {
    stream.respond();
    stream.pipe(stream);
  },
  '/file': (stream) => stream.respondWithFile(FILE),
  '/push': (stream) => {
    stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
      if (error) return;
      see(pushed);
      pushed.on('error', () => {});
      pushed.respond();
      pushed.end('pushed');
    });
    stream.respond();
    stream.end('with a push');
  },
  '/reset': (stream) => {
    stream.respond();
    stream.write('the beginning');
    stream.close(NGHTTP2_CANCEL);
  },
};

function answerStream(stream, headers) {
  see(stream);
  stream.on('error', () => {});
  ANSWERS[headers[':path']](stream);
}

function answerRequest(request, response) {
  see(request, response, request.stream);
  request.on('error', () => {});
  response.on('error', () => {});
  if (request.url === '/reset') request.stream.close(NGHTTP2_CANCEL);
  else if (request.url === '/file') pipeline(fs.createReadStream(FILE), response, () => {});
  else request.pipe(response);
}

const servers = [
  http2.createServer().on('stream', answerStream),
  http2.createSecureServer(certificate).on('stream', answerStream),
  http2.createServer(answerRequest),
  http2.createSecureServer(certificate, answerRequest),
];
for (const server of servers) {
  server.on('session', (session) => see(session));
  server.on('sessionError', () => {});
  server.on('tlsClientError', () => {});
}

const connectionsOf = (server) => new Promise((resolve, reject) => {
  server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
});

/** What is held once nobody is connected and the garbage is gone. */
async function holdings() {
  for (const server of servers) while (await connectionsOf(server) > 0) await new Promise(setImmediate);
  for (let i = 0; i < 5; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  const objects = [...classes].reduce((sum, of) => sum + v8.queryObjects(of, { format: 'count' }), 0);
  return {
    'resident memory': rss,
    'heap and external memory': heapUsed + external,
    'handles': process.getActiveResourcesInfo().length,
    'descriptors': openDescriptors(),
    'objects of our classes': objects,
  };
}

async function main() {
  for (const server of servers) server.listen(0, '127.0.0.1');
  await Promise.all(servers.filter((server) => !server.listening).map((server) => once(server, 'listening')));
  process.on('message', async () => process.send(await holdings()));
  process.on('disconnect', () => process.exit());
  process.send(servers.map((server, i) => (
    { port: server.address().port, secure: i % 2 === 1, streams: i < 2 })));
}

main();
