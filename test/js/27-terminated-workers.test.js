'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const WORKERS = 10;
const IMPL = path.join(__dirname, '..', 'support', 'impl.js');

/** Asks its session without an end, once the session is there. */
const ASKING = `
  const { Duplex } = require('node:stream');
  const { parentPort } = require('node:worker_threads');
  const socket = new Duplex({ read() {}, write(chunk, encoding, callback) { callback(); } });
  const http2 = require(${JSON.stringify(IMPL)});
  const session = http2.connect('http://localhost', { createConnection: () => socket });
  session.on('connect', () => {
    parentPort.postMessage('asking');
    for (;;) session.state;
  });
`;

const TERMINATING = `
  const { once } = require('node:events');
  const { Worker } = require('node:worker_threads');
  (async () => {
    for (let i = 0; i < ${WORKERS}; i++) {
      const worker = new Worker(${JSON.stringify(ASKING)}, { eval: true });
      await once(worker, 'message');
      await worker.terminate();
    }
    console.log('survived');
  })();
`;

describe('A worker that is terminated in the middle of a call', () => {
  it('does not take the process along', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', TERMINATING]);
    assert.strictEqual(stdout, 'survived\n');
  });
});
