'use strict';

// A program by the document of Node 8.4: node examples/legacy.js [port]
// It uses what http2 had then, and has no more.

const { once } = require('node:events');
const http2 = require('native-http2/legacy');

function serve() {
  const server = http2.createServer({
    paddingStrategy: http2.constants.PADDING_STRATEGY_CALLBACK,
    // The length of an answer shows only roughly.
    selectPadding: (frameLength, maxFrameLength) => Math.min(maxFrameLength, frameLength + 100),
  });
  server.on('stream', (stream, headers) => {
    stream.on('streamClosed', (code) => console.log(`${headers[':path']} was closed with ${code}`));
    if (headers[':path'] === '/refused') {
      stream.rstWithRefuse();
      return;
    }
    stream.on('fetchTrailers', (trailers) => { trailers.answered = 'in full'; });
    stream.respond({ ':status': 200 });
    stream.end('Hello');
  });
  server.on('streamError', (error) => console.log(error.message));
  return server;
}

async function ask(client, path) {
  const stream = client.request({ ':path': path });
  stream.on('error', () => {});
  stream.on('trailers', ({ answered }) => console.log(`${path} was answered ${answered}`));
  stream.resume();
  await new Promise((resolve) => { stream.on('streamClosed', resolve); });
}

async function main() {
  const server = serve();
  server.listen(Number(process.argv[2] ?? 8080), 'localhost');
  await once(server, 'listening');
  const address = `http://localhost:${server.address().port}`;
  const client = http2.connect(address);
  for (const path of ['/', '/refused']) await ask(client, path);
  client.shutdown({ graceful: true }, () => client.destroy());
  await once(client, 'close');
  console.log(`Listening at ${address}. Ctrl-C ends it.`);
}

main();
