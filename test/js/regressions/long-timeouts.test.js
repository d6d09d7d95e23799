'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');

describe('A timeout beyond what timers take', () => {
  expectWarnings('TimeoutOverflowWarning');
  afterEach(closeEverything);

  it('is as long as it can be, and says so', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const request = client.request();
    const [stream] = await once(server, 'stream');
    const truncated = once(process, 'warning');
    for (const one of [client, stream]) one.setTimeout(2 ** 33, () => assert.fail('timeout'));
    const [warning] = await truncated;
    assert.strictEqual(warning.name, 'TimeoutOverflowWarning');
    assert.match(warning.message, /truncated to 2147483647/);
    stream.respond();
    stream.end('x');
    assert.strictEqual(await textOf(request), 'x');
  });
});
