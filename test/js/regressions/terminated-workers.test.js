'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { itIsWanted } = require('../../support/oracle');

const WORKERS = 10;
const IMPL = path.join(__dirname, '..', '..', 'support', 'impl.js');

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

/** Is about to have its first events when it is told to end. */
const CONNECTING = `
  const { parentPort } = require('node:worker_threads');
  const http2 = require(${JSON.stringify(IMPL)});
  const server = http2.createServer();
  server.listen(0, '127.0.0.1', () => {
    for (let i = 0; i < 20; i++) {
      const session = http2.connect('http://127.0.0.1:' + server.address().port);
      for (let j = 0; j < 5; j++) session.request({ ':method': 'POST' }).end(Buffer.alloc(9000));
    }
    parentPort.postMessage('connecting');
  });
`;

const terminating = (program, pause) => `
  const pause = ${pause};
  const { once } = require('node:events');
  const { Worker } = require('node:worker_threads');
  (async () => {
    for (let i = 0; i < ${WORKERS}; i++) {
      const worker = new Worker(${JSON.stringify(program)}, { eval: true });
      await once(worker, 'message');
      await new Promise((resolve) => setTimeout(resolve, i * pause));
      await worker.terminate();
    }
    console.log('survived');
  })();
`;

async function survives(program, pause) {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', terminating(program, pause)]);
  assert.strictEqual(stdout, 'survived\n');
}

describe('A worker that is terminated', () => {
  it('in the middle of a call does not take the process along', () => survives(ASKING, 0));
  itIsWanted('Ends of streams and sessions', 'before its first events does not take the process along',
    () => survives(CONNECTING, 1));
});
