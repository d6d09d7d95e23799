'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const readline = require('node:readline');
const { ask } = require('../../support/answering');
const http2 = require('../../..');
const { closeEverything, closeLater } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const EXAMPLE = path.join(__dirname, '../../../examples/drain.js');

describe('examples/drain.js', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('answers what is under way before it ends', async () => {
    const child = spawn(process.execPath, [EXAMPLE, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    closeLater({ destroy: () => child.kill('SIGKILL') });
    const ended = once(child, 'exit');
    const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value: first } = await lines.next();
    const session = closeLater(http2.connect(first.split(' ').at(-1)));
    await once(session, 'remoteSettings');
    const answer = ask(session);
    const sent = new Promise((resolve) => { session.ping(resolve); });
    await sent;
    child.kill('SIGTERM');
    assert.strictEqual((await answer).body, 'hello, after a while\n');
    assert.strictEqual((await lines.next()).value, 'draining');
    assert.strictEqual((await lines.next()).value, '0 requests were cut');
    assert.deepStrictEqual(await ended, [0, null]);
  });
});
