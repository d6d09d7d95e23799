'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { ask } = require('../../support/answering');
const { exampleThatServes } = require('../../support/example');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const PAGE = path.join(__dirname, '../../../examples/public/index.html');

describe('examples/express.js', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('answers over HTTP/1 and HTTP/2, and serves a folder', async () => {
    const { lines, session } = await exampleThatServes('express.js');
    assert.deepStrictEqual(lines.slice(0, 3),
      ['Hello over HTTP/1.1', 'Hello over HTTP/2.0', '{"sum":6}']);
    const { body } = await ask(session, { ':path': '/files/' });
    assert.strictEqual(body, fs.readFileSync(PAGE, 'utf8'));
  });
});
