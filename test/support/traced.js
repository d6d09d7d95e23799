'use strict';

// A program whose traces a test reads: two requests, one of which fails.
const http2 = require('./impl');

const server = http2.createServer();
// The client's GOAWAY ends the session.
server.on('session', (session) => session.on('close', () => server.close()));
server.on('stream', (stream, headers) => {
  stream.on('error', () => {});
  if (headers[':path'] === '/fail') {
    stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  stream.additionalHeaders({ ':status': 103 });
  stream.respond({}, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ t: '1' }));
  stream.end('x');
});

server.listen(0, '127.0.0.1', () => {
  const client = http2.connect(`http://127.0.0.1:${server.address().port}`);
  request(client, '/', () => request(client, '/fail', () => {
    client.close();
  }));
});

function request(client, path, done) {
  const stream = client.request({ ':path': path });
  stream.on('error', () => {});
  stream.resume();
  stream.on('close', done);
}
