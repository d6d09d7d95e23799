'use strict';

const assert = require('node:assert');
const path = require('node:path');
const { runApplication } = require('../../support/application');
const { builtin } = require('../../support/oracle');

const certificate = JSON.stringify(require.resolve('../../support/certificate'));
const files = JSON.stringify(path.join(__dirname, '../../support/certificate'));

/** Asks the server of an unchanged fastify program, with the client of node:http2. */
const program = (options) => `
  const http2 = require('node:http2');
  const https = require('node:https');
  const { text } = require('node:stream/consumers');
  const ours = require('native-http2');
  const app = require('fastify')({ forceCloseConnections: true, ...${options} });
  app.register(require('@fastify/static'), { root: ${files}, prefix: '/files/' });
  app.get('/', async (request) => request.raw.httpVersion);
  app.post('/', async (request) => request.body);

  async function main() {
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    const session = http2.connect(origin, { rejectUnauthorized: false });
    const ask = (headers, body) => text(session.request(headers).end(body));
    const outcome = {
      ours: app.server.constructor === ours[origin.startsWith('https') ?
        'createSecureServer' : 'createServer'](${options}.https).constructor,
      hello: await ask({}),
      echo: await ask({ ':method': 'POST', 'content-type': 'application/json' }, '{"a":1}'),
      file: (await ask({ ':path': '/files/localhost-cert.pem' })).split('\\n')[0],
    };
    if (${options}.https?.allowHTTP1) outcome.http1 = await overHttp1(origin);
    session.close();
    await app.close();
    console.log(JSON.stringify(outcome));
  }

  function overHttp1(origin) {
    return new Promise((resolve, reject) => {
      https.get(origin, { rejectUnauthorized: false, agent: false },
        (response) => resolve(text(response))).on('error', reject);
    });
  }

  main();`;

const EXPECTED = {
  ours: !builtin, hello: '2.0', echo: '{"a":1}', file: '-----BEGIN CERTIFICATE-----',
};

// fastify requires node:http2 by itself.
describe('An unchanged fastify program with http2: true', () => {
  const run = (options) => runApplication('app.js', program(options), {
    packages: ['fastify', '@fastify/static'],
  });

  it('runs on this package in the clear', async () => {
    assert.deepStrictEqual(await run('{ http2: true }'), EXPECTED);
  });

  it('runs on this package over TLS', async () => {
    assert.deepStrictEqual(await run(`{ http2: true, https: require(${certificate}) }`), EXPECTED);
  });

  it('runs on this package with allowHTTP1', async () => {
    const options = `{ http2: true, https: { ...require(${certificate}), allowHTTP1: true } }`;
    assert.deepStrictEqual(await run(options), { ...EXPECTED, http1: '1.1' });
  });
});
