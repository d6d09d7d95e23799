'use strict';

// An Express application over HTTP/2, and HTTP/1 on the same port: node examples/express.js [port]

const { once } = require('node:events');
const https = require('node:https');
const path = require('node:path');
const express = require('express');
const http2 = require('native-http2');
const { enableHttp2 } = require('native-http2/express');
const { makeCertificate } = require('./serve/certificate');

enableHttp2(express);

function application() {
  const app = express();
  app.use('/files', express.static(path.join(__dirname, 'public')));
  app.get('/', (request, response) => response.send(`Hello over HTTP/${request.httpVersion}`));
  app.post('/sum', express.json(), (request, response) => {
    response.json({ sum: request.body.reduce((sum, number) => sum + number, 0) });
  });
  return app;
}

async function askOld(url, ca) {
  const [response] = await once(https.get(url, { ca, agent: false }), 'response');
  return textOf(response);
}

function ask(session, headers, body) {
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  return textOf(stream);
}

async function textOf(stream) {
  stream.setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

async function main() {
  const certificate = makeCertificate();
  const server = http2.createSecureServer({ ...certificate, allowHTTP1: true }, application());
  server.listen(Number(process.argv[2] ?? 8443), 'localhost');
  await once(server, 'listening');
  const url = `https://localhost:${server.address().port}/`;

  const session = http2.connect(url, { ca: certificate.cert });
  console.log(await askOld(url, certificate.cert));
  console.log(await ask(session, { ':path': '/' }));
  const post = { ':path': '/sum', ':method': 'POST', 'content-type': 'application/json' };
  console.log(await ask(session, post, '[1, 2, 3]'));
  session.close();
  console.log(`Listening at ${url}. Ctrl-C ends it.`);
}

main();
