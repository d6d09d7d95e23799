'use strict';

const assert = require('node:assert');
const { ask } = require('../../support/answering');
const { exampleThatServes } = require('../../support/example');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

describe('examples/websocket.js', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('echoes over HTTP/1 and HTTP/2, and serves its page', async () => {
    const { lines, session } = await exampleThatServes('websocket.js');
    assert.deepStrictEqual(lines.slice(0, 2), ['hello, over HTTP/1.1', 'hello, over HTTP/2.0']);
    assert.match((await ask(session)).body, /new WebSocket/);
  });
});
