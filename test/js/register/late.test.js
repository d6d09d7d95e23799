'use strict';

const assert = require('node:assert');
const { OUR_CONNECT, runApplication } = require('../../support/application');
const { itIsWanted } = require('../../support/oracle');

// There is nothing to compare with: without a hook there is none that comes late.
describe('A hook that a program loads itself', () => {
  itIsWanted('The register hook', 'changes what ES modules have imported', async () => {
    const found = await runApplication('app.mjs', `
      import { createRequire } from 'node:module';
      import http2, { connect } from 'node:http2';
      import * as namespace from 'http2';
      const require = createRequire(import.meta.url);
      const find = () => [http2.connect, connect, namespace.connect, require('http2').connect]
        .map((found) => found === ${OUR_CONNECT});
      const before = find();
      await import('native-http2/register');
      console.log(JSON.stringify([before, find()]));`, { hook: [] });
    assert.deepStrictEqual(found, [Array(4).fill(false), Array(4).fill(true)]);
  });

  itIsWanted('The register hook', 'changes what CommonJS modules have required', async () => {
    const found = await runApplication('app.js', `
      const http2 = require('http2');
      const ours = require('native-http2');
      require('native-http2/register');
      console.log(JSON.stringify([http2.connect === ${OUR_CONNECT}, http2 === require('http2'),
        ours.connect === http2.connect, require('native-http2') === http2]));`, { hook: [] });
    assert.deepStrictEqual(found, Array(4).fill(true));
  });

  itIsWanted('The register hook', 'leaves alone what was taken out of the module before', async () => {
    const answers = await runApplication('app.js', `
      const { text } = require('node:stream/consumers');
      const { connect, createServer } = require('http2');
      require('native-http2/register');
      const http2 = require('http2');
      const server = createServer((request, response) => response.end('old'));
      server.listen(0, '127.0.0.1', async () => {
        const origin = 'http://127.0.0.1:' + server.address().port;
        const answers = [];
        for (const session of [connect(origin), http2.connect(origin)]) {
          answers.push(await text(session.request()));
          session.close();
        }
        server.close();
        console.log(JSON.stringify([...answers, connect === http2.connect]));
      });`, { hook: [] });
    assert.deepStrictEqual(answers, ['old', 'old', false]);
  });
});
