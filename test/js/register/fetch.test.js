'use strict';

const assert = require('node:assert');
const { OUR_CONNECT, runApplication } = require('../../support/application');
const { builtin } = require('../../support/oracle');

const certificate = JSON.stringify(require.resolve('../../support/certificate'));

// The client that Node brings for fetch() asks for node:http2 like everybody else.
const PROGRAM = `
  const http2 = require('node:http2');
  const { text } = require('node:stream/consumers');
  const connections = [];
  const { connect } = http2;
  http2.connect = (...args) => {
    connections.push(connect === ${OUR_CONNECT});
    return connect(...args);
  };
  const server = http2.createSecureServer(require(${certificate}), async (request, response) => {
    // Answered before the upload is read.
    const body = request.headers['x-early'] ? '' : await text(request);
    response.setHeader('x-version', request.httpVersion);
    response.end(body + body.length);
  });

  /** A dispatcher of the kind that fetch() has. */
  async function dispatcher() {
    await fetch('data:,loads-it');
    const [, last] = [1, 2].map((version) =>
      globalThis[Symbol.for('undici.globalDispatcher.' + version)]);
    const { constructor: Agent } = last ?? globalThis[Symbol.for('undici.globalDispatcher.1')];
    return new Agent({ allowH2: true, connect: { rejectUnauthorized: false } });
  }

  async function ask(agent, body, headers) {
    const method = body ? 'POST' : 'GET';
    const url = 'https://localhost:' + server.address().port;
    const response = await fetch(url, { dispatcher: agent, method, body, headers });
    return [response.status, response.headers.get('x-version'), (await response.text()).length];
  }

  server.listen(0, async () => {
    const agent = await dispatcher();
    const answers = [await ask(agent), await ask(agent, 'a'.repeat(200_000)),
      await ask(agent, 'a'.repeat(100_000), { 'x-early': '1' })];
    console.log(JSON.stringify({ answers, connections }));
    process.exit();
  });`;

// Node 20 warns that HTTP/2 is new in its client.
const OPTIONS = { before: ['--no-warnings'] };

describe("Node's own fetch()", () => {
  it('runs over this package', async () => {
    assert.deepStrictEqual(await runApplication('app.js', PROGRAM, OPTIONS), {
      answers: [[200, '2.0', 1], [200, '2.0', 200_006], [200, '2.0', 1]],
      connections: [!builtin],
    });
  });
});
