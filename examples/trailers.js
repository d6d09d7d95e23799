'use strict';

// A body whose checksum follows it as a trailer, and a client that checks it: node examples/trailers.js

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const { text } = require('node:stream/consumers');
const http2 = require('native-http2');

const checksum = (data) => createHash('sha256').update(data).digest('hex');

const server = http2.createServer();
server.on('stream', (stream) => {
  const hash = createHash('sha256');
  stream.respond({ ':status': 200, trailer: 'checksum' }, { waitForTrailers: true });
  // The last DATA frame was sent: with waitForTrailers the stream stays open until the trailers are there.
  stream.on('wantTrailers', () => stream.sendTrailers({ checksum: hash.digest('hex') }));
  for (const part of ['one\n', 'two\n']) {
    hash.update(part);
    stream.write(part);
  }
  stream.end();
});

server.listen(0, 'localhost', async () => {
  const session = http2.connect(`http://localhost:${server.address().port}`);
  const stream = session.request({ ':path': '/' });
  const trailers = once(stream, 'trailers');
  const body = await text(stream);
  const [{ checksum: announced }] = await trailers;
  console.log(announced === checksum(body) ? 'the checksum is right' : 'the checksum is wrong');
  session.close();
  server.close();
});
