'use strict';

// A server that pushes the style sheet of its page, and a client that takes it: node examples/push.js
// Browsers have given up on pushes and refuse them; other clients of HTTP/2 have not.

const { once } = require('node:events');
const { text } = require('node:stream/consumers');
const http2 = require('native-http2');

const server = http2.createServer();
server.on('stream', (stream) => {
  if (stream.pushAllowed) {
    stream.pushStream({ ':path': '/style.css' }, (error, pushed) => {
      if (error) return console.error(error.message);
      pushed.respond({ ':status': 200, 'content-type': 'text/css' });
      return pushed.end('body { color: navy }');
    });
  }
  stream.respond({ ':status': 200, 'content-type': 'text/html' });
  stream.end('<link rel="stylesheet" href="/style.css">');
});

server.listen(0, 'localhost', async () => {
  const session = http2.connect(`http://localhost:${server.address().port}`);
  const pushes = once(session, 'stream');
  const page = session.request({ ':path': '/' });
  const [pushed, promised] = await pushes;
  console.log(`page: ${await text(page)}`);
  console.log(`pushed ${promised[':path']}: ${await text(pushed)}`);
  session.close();
  server.close();
});
