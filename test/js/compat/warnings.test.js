'use strict';

const assert = require('node:assert');
const path = require('node:path');
const { run } = require('../../support/program');

const implementation = JSON.stringify(path.join(__dirname, '../../support/impl'));

/** The warnings of a process whose server runs this code for one request. */
async function warningsOf(code) {
  const program = `
    const http2 = require(${implementation});
    const warnings = [];
    process.on('warning', ({ name, message }) => warnings.push({ name, message }));
    const server = http2.createServer((request, response) => { ${code} });
    server.listen(0, '127.0.0.1', () => {
      const client = http2.connect('http://127.0.0.1:' + server.address().port);
      client.request().on('close', () => {
        client.close();
        server.close(() => process.stdout.write(JSON.stringify(warnings)));
      }).resume();
    });`;
  const { stdout } = await run(process.execPath,
    [...process.execArgv, '--no-warnings', '-e', program]);
  return JSON.parse(stdout);
}

const statusMessage = {
  name: 'UnsupportedWarning',
  message: 'Status message is not supported by HTTP/2 (RFC7540 8.1.2.4)',
};
const connection = {
  name: 'UnsupportedWarning',
  message: 'The provided connection header is not valid, ' +
    'the value will be dropped from the header and will never be in use.',
};

describe('Process warnings of the Compatibility API', () => {
  for (const [what, code, expected] of [
    ['setting statusMessage, once', 'response.statusMessage = 1; response.statusMessage = 2; ' +
      'response.end();', [statusMessage]],
    ['reading statusMessage, which is empty', 'response.end(response.statusMessage);',
      [statusMessage]],
    ['a message given to writeHead()', "response.writeHead(200, ''); response.end();",
      [statusMessage]],
    ['a connection header, once', "response.setHeader('connection', 'close'); " +
      "response.appendHeader('Connection', 'x'); response.end();", [connection]],
    ['a connection header in writeHead()', "response.writeHead(200, { connection: ['trailers'] }); " +
      'response.end();', [connection]],
  ]) {
    it(`are given for ${what}`, async () => {
      assert.deepStrictEqual(await warningsOf(code), expected);
    });
  }

  it('are not given for what is in order', async () => {
    assert.deepStrictEqual(await warningsOf(
      "response.setHeader('te', 'trailers'); response.writeHead(200, { a: 'b' }); response.end();"), []);
  });
});
