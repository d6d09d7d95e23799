'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { copyPackage, runApplication } = require('../../support/application');
const { itIsWanted } = require('../../support/oracle');

describe('Two copies of this package', () => {
  let lib;

  before(() => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'copy-')));
    lib = copyPackage(folder);
  });

  after(() => fs.rmSync(path.dirname(lib), { recursive: true }));

  itIsWanted('The register hook', 'talk to each other in one process', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const { text } = require('node:stream/consumers');
      const one = require('native-http2');
      const other = require(${JSON.stringify(path.join(lib, 'index.js'))});
      const server = one.createServer((request, response) => response.end('hello'));
      server.listen(0, '127.0.0.1', async () => {
        const session = other.connect('http://127.0.0.1:' + server.address().port);
        const answer = await text(session.request());
        session.close();
        server.close();
        console.log(JSON.stringify([answer, one.connect === other.connect]));
      });`), ['hello', false]);
  });

  itIsWanted('The register hook', 'are node:http2 in the order of their hooks', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const http2 = require('http2');
      const first = http2.connect;
      require(${JSON.stringify(path.join(lib, 'register.js'))});
      const { connect } = require(${JSON.stringify(path.join(lib, 'client/connect.js'))});
      console.log(JSON.stringify([http2.connect === connect, first === connect,
        require('http2') === http2]));`), [true, false, true]);
  });
});
