'use strict';

// An echo over WebSockets, on HTTP/1 and HTTP/2 at one port: node examples/websocket.js [port]
// Open its page in a browser, which uses the HTTP/2 connection that the page came over.

const { once } = require('node:events');
const { WebSocket, WebSocketServer } = require('ws');
const http2 = require('native-http2');
const { acceptWebSockets, connectWebSocket } = require('native-http2/websocket');
const { makeCertificate } = require('./serve/certificate');

const PAGE = `<!doctype html><meta charset="utf-8"><title>Echo</title><pre></pre><script>
  const socket = new WebSocket('wss://' + location.host);
  const write = (text) => { document.querySelector('pre').textContent += text + '\\n'; };
  socket.onopen = () => socket.send('hello from the page');
  socket.onmessage = ({ data }) => write(data);
  socket.onclose = ({ code }) => write('closed with ' + code);
</script>`;

function serve(certificate) {
  const server = http2.createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
  });
  acceptWebSockets(server);
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    socket.on('error', (error) => console.error(error.message));
    socket.on('message', (data) => socket.send(`${data}, over HTTP/${request.httpVersion}`));
  });
  return server;
}

async function askBoth(port, ca) {
  const address = `localhost:${port}`;
  const session = http2.connect(`https://${address}`, { ca });
  const sockets = [
    new WebSocket(`wss://${address}`, { ca }),
    connectWebSocket(session, '/', { WebSocket }),
  ];
  for (const socket of sockets) {
    if (socket.readyState !== WebSocket.OPEN) await once(socket, 'open');
    socket.send('hello');
    const [answer] = await once(socket, 'message');
    console.log(answer.toString());
    socket.close();
    await once(socket, 'close');
  }
  session.close();
}

async function main() {
  const certificate = makeCertificate();
  const server = serve(certificate);
  server.listen(Number(process.argv[2] ?? 8443), 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  await askBoth(port, certificate.cert);
  console.log(`The page is at https://localhost:${port}/. Ctrl-C ends it.`);
}

main();
