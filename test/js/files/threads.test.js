'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { Worker } = require('node:worker_threads');
const { makeFile, makeSparse, useFiles } = require('../../support/files');

const impl = JSON.stringify(require.resolve('../../support/impl'));

/** A server and a client that fetches `file` without end; `then` runs when the first bytes came. */
const program = (file, then) => `
  const http2 = require(${impl});
  const server = http2.createServer();
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respondWithFile(${JSON.stringify(file)});
  });
  server.listen(0, '127.0.0.1', () => {
    const session = http2.connect('http://127.0.0.1:' + server.address().port);
    for (let i = 0; i < 10; i++) {
      const stream = session.request();
      stream.on('error', () => {});
      if (i === 0) stream.once('data', () => { ${then} });
      stream.resume();
    }
  });
`;

describe('In the middle of a file,', () => {
  useFiles();

  it('a worker may be terminated', async () => {
    const file = makeSparse('endless', 2 ** 30, []);
    for (let i = 0; i < 5; i++) {
      const worker = new Worker(program(file, 'require("worker_threads").parentPort.postMessage(1)'),
        { eval: true });
      await once(worker, 'message');
      assert.strictEqual(await worker.terminate(), 1);
    }
  });

  it('a worker may exit', async () => {
    const worker = new Worker(program(makeSparse('endless', 2 ** 30, []), 'process.exit(7)'),
      { eval: true });
    assert.deepStrictEqual(await once(worker, 'exit'), [7]);
  });

  it('a process may exit', async () => {
    const source = program(makeSparse('endless', 2 ** 30, []), 'process.exit(0)');
    await promisify(execFile)(process.execPath, ['-e', source]);
  });

  it('a process may end by itself when the file is sent', async () => {
    const source = program(makeFile('short'), 'session.close(); server.close();');
    await promisify(execFile)(process.execPath, ['-e', source]);
  });
});
