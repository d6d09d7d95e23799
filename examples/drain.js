'use strict';

// Ends on a signal without an error for anybody: node examples/drain.js [port], and then Ctrl-C.

const http2 = require('native-http2');

const [DELAY, DEADLINE] = [1000, 10_000];

const server = http2.createServer((request, response) => {
  setTimeout(() => response.end('hello, after a while\n'), DELAY);
});

async function leave() {
  console.log('draining');
  const { cut } = await server.drain({ timeout: DEADLINE });
  console.log(`${cut} requests were cut`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, leave);

server.listen(Number(process.argv[2] ?? 8080), 'localhost', () => {
  console.log(`Listening on http://localhost:${server.address().port}`);
});
