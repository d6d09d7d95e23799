'use strict';

// A server in the clear (h2c): node examples/server.js [port]
//     curl --http2-prior-knowledge http://localhost:8080/hi

const http2 = require('native-http2');

const server = http2.createServer();
server.on('stream', (stream, headers) => {
  // A stream that the client or the network breaks off emits 'error': without a listener, the process ends.
  stream.on('error', (error) => console.error(error.message));
  stream.respond({ ':status': 200, 'content-type': 'text/plain' });
  stream.end(`You asked for ${headers[':path']}\n`);
});
server.listen(Number(process.argv[2] ?? 8080), 'localhost', () => {
  console.log(`http://localhost:${server.address().port}/`);
});
// close() sends GOAWAY, lets the streams that are open end, and then the process has nothing left to do.
process.once('SIGTERM', () => server.close());
