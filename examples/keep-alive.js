'use strict';

// Notices a server that has gone without a word: node examples/keep-alive.js [port]

const { once } = require('node:events');
const net = require('node:net');
const http2 = require('native-http2');

/** A server, and a relay before it that goes on to take what the client sends, and brings it no answer. */
async function serveBehindRelay(port) {
  const server = http2.createServer({ idleTimeout: 60_000 }, (request, response) => response.end('hello'));
  await once(server.listen(0, 'localhost'), 'listening');
  const relay = net.createServer((near) => {
    const far = net.connect(server.address().port, 'localhost');
    near.pipe(far).pipe(near);
    relay.once('cut', () => far.unpipe(near).resume());
    near.on('close', () => far.destroy());
  });
  await once(relay.listen(port, 'localhost'), 'listening');
  return { server, relay };
}

async function main() {
  const { server, relay } = await serveBehindRelay(Number(process.argv[2] ?? 8080));
  const session = http2.connect(`http://localhost:${relay.address().port}`, {
    keepAlive: { interval: 100, timeout: 100 },
  });
  session.on('error', (error) => {
    console.log(`${error.code}: ${error.message}`);
    relay.close();
    server.close();
  });
  const request = session.request();
  console.log(Buffer.concat(await request.toArray()).toString());
  relay.emit('cut');
}

main();
