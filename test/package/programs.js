'use strict';

// The programs that are run with an installed package. Each prints "works" when its request was answered.

const ASK = (connect) => `
  server.listen(0, () => {
    const client = ${connect}('http://localhost:' + server.address().port);
    client.request().on('data', (chunk) => console.log(String(chunk))).on('close', () => {
      client.close();
      server.close();
    });
  });`;

const SERVE = (http2) => `
  const server = ${http2}.createServer((request, response) => response.end('works'));
  ${ASK(`${http2}.connect`)}`;

const WORKER = `
  const { isMainThread, Worker } = require('node:worker_threads');
  if (isMainThread) {
    new Worker(__filename);
  } else {
    const http2 = require('native-http2');
    ${SERVE('http2')}
  }`;

// The hook puts this package's functions into node:http2.
const DROP_IN = `
  const http2 = require('node:http2');
  if (http2.connect !== require('native-http2').connect) throw new Error('node:http2 is the builtin');
  ${SERVE('http2')}`;

const TYPESCRIPT = `
  import * as http2 from 'native-http2';
  const server: http2.Http2Server = http2.createServer((request, response) => response.end('works'));
  server.listen(0, () => {
    const { port } = server.address() as { port: number };
    const client: http2.ClientHttp2Session = http2.connect(\`http://localhost:\${port}\`);
    const stream: http2.ClientHttp2Stream = client.request({ ':path': '/' });
    stream.on('data', (chunk: Buffer) => console.log(String(chunk))).on('close', () => {
      client.close();
      server.close();
    });
  });`;

/** Programs by what they show: the name of the file, its text, and the arguments of Node before it. */
const PROGRAMS = {
  'require()': { file: 'app.js', text: `const http2 = require('native-http2');${SERVE('http2')}` },
  'import': { file: 'app.mjs', text: `import http2 from 'native-http2';${SERVE('http2')}` },
  'import of names': {
    file: 'names.mjs',
    text: `
      import { connect, createServer } from 'native-http2';
      import * as http2 from 'native-http2';
      if (http2.connect !== connect) throw new Error('a namespace has other functions');
      ${SERVE('({ connect, createServer })')}`,
  },
  '--require': { file: 'drop-in.js', text: DROP_IN, before: ['--require', 'native-http2/register'] },
  '--import': { file: 'drop-in.js', text: DROP_IN, before: ['--import', 'native-http2/register'] },
  'a worker': { file: 'worker.js', text: WORKER },
};

module.exports = { PROGRAMS, TYPESCRIPT };
