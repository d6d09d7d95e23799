'use strict';

// fastify on this package: node examples/fastify.js [port]
//     curl --insecure https://localhost:8443/hello/world

// fastify asks for node:http2, which is this package after the hook. Loading it first is all there is to do.
require('native-http2/register');
const fastify = require('fastify');
const { makeCertificate } = require('./serve/certificate');

const app = fastify({ http2: true, https: { ...makeCertificate(), allowHTTP1: true } });
app.get('/hello/:name', async (request) => (
  { hello: request.params.name, http: request.raw.httpVersion }));

app.listen({ port: Number(process.argv[2] ?? 8443), host: 'localhost' }).then(() => {
  console.log(`https://localhost:${app.server.address().port}/`);
});
process.once('SIGTERM', () => app.close());
