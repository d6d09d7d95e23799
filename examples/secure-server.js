'use strict';

// A server over TLS that also answers clients of HTTP/1: node examples/secure-server.js [port]
//     curl --insecure https://localhost:8443/
//     curl --insecure --http1.1 https://localhost:8443/

const http2 = require('native-http2');
const { makeCertificate } = require('./serve/certificate');

const { key, cert } = makeCertificate();

const server = http2.createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end(`Hello over HTTP/${request.httpVersion}\n`);
});
server.listen(Number(process.argv[2] ?? 8443), 'localhost', () => {
  console.log(`https://localhost:${server.address().port}/`);
});
process.once('SIGTERM', () => server.close());
