'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const { NGHTTP2_CANCEL } = http2.constants;

const READERS = {
  'nobody reads': () => {},
  'is paused': (request) => request.on('data', () => {}).pause(),
};

describe('A request that is cancelled in its \'response\', whose answer has come in full,', () => {
  afterEach(closeEverything);

  for (const [what, read] of Object.entries(READERS)) {
    it(`closes when its reader ${what}`.replace('its reader nobody', 'nobody'), async () => {
      const server = await listen(http2.createServer((request, response) => response.end('whole')));
      const client = connect(server);
      await once(client, 'connect');
      const request = client.request();
      read(request);
      await once(request, 'response');
      request.close(NGHTTP2_CANCEL);
      await new Promise((resolve) => { request.on('close', resolve); });
      assert.strictEqual(request.rstCode, NGHTTP2_CANCEL);
      client.close();
      await once(client, 'close');
    });
  }
});
