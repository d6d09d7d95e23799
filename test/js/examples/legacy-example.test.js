'use strict';

const assert = require('node:assert');
const { ask } = require('../../support/answering');
const { exampleThatServes } = require('../../support/example');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

describe('examples/legacy.js', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('uses what http2 had in Node 8', async () => {
    const { lines, session } = await exampleThatServes('legacy.js');
    assert.deepStrictEqual(lines.slice(0, -1).sort(), [
      '/ was answered in full', '/ was closed with 0', '/refused was closed with 7',
      'Stream closed with error code NGHTTP2_REFUSED_STREAM',
    ]);
    const { body, trailers } = await ask(session, { ':path': '/again' });
    assert.deepStrictEqual([body, trailers], ['Hello', { answered: 'in full' }]);
  });
});
