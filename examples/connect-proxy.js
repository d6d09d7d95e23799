'use strict';

// A proxy that makes tunnels with CONNECT, and a client of HTTP/1 that goes through it:
// node examples/connect-proxy.js

const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const { pipeline } = require('node:stream');
const { text } = require('node:stream/consumers');
const http2 = require('native-http2');

const ignore = () => {};

// A proxy for the public must check where the tunnel goes: this one goes to the loopback interface only.
const proxy = http2.createServer().on('stream', (stream, headers) => {
  stream.on('error', ignore);
  const { hostname, port } = new URL(`http://${headers[':authority']}`);
  const refuse = (status) => stream.respond({ ':status': status }, { endStream: true });
  if (headers[':method'] !== 'CONNECT') return refuse(405);
  if (hostname !== 'localhost') return refuse(403);
  const socket = net.connect(Number(port), hostname, () => {
    stream.respond({ ':status': 200 });
    pipeline(stream, socket, stream, ignore);
  });
  return socket.once('error', () => stream.headersSent || refuse(502));
});

async function main() {
  const target = http.createServer((request, response) => response.end('reached the target'));
  for (const server of [target, proxy]) await once(server.listen(0, 'localhost'), 'listening');
  const session = http2.connect(`http://localhost:${proxy.address().port}`);
  const authority = `localhost:${target.address().port}`;
  const tunnel = session.request({ ':method': 'CONNECT', ':authority': authority });
  const [{ ':status': status }] = await once(tunnel, 'response');
  const [response] = await once(http.get({ createConnection: () => tunnel }), 'response');
  console.log(`${status}: ${await text(response)}`);
  session.close();
  proxy.close();
  target.close();
}

main();
