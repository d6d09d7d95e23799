'use strict';

// A process of rolling-restarts.js: a server that answers a little later, says its port, and drains when
// it is told to.

const http2 = require('../..');

const [MAX_DELAY, DEADLINE] = [20, 60_000];

const server = http2.createServer((request, response) => {
  request.resume();
  setTimeout(() => response.end('x'.repeat(1000)), Math.random() * MAX_DELAY);
});

server.listen(0, '127.0.0.1', () => process.send(server.address().port));

process.once('message', async () => {
  const { cut } = await server.drain({ timeout: DEADLINE });
  process.send({ cut }, () => process.disconnect());
});
