'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Worker } = require('node:worker_threads');

const impl = JSON.stringify(require.resolve('../../support/impl'));
const program = (then) => `
  const { parentPort } = require('node:worker_threads');
  const http2 = require(${impl});
  const server = http2.createServer();
  server.on('stream', (stream) => { stream.respond(); stream.end('from a thread'); });
  server.listen(0, '127.0.0.1', () => {
    const session = http2.connect('http://127.0.0.1:' + server.address().port);
    const stream = session.request();
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => { text += chunk; });
    stream.on('end', () => { parentPort.postMessage(text); ${then} });
  });
`;

describe('A worker thread', () => {
  it('serves and asks', async () => {
    const worker = new Worker(program('session.close(); server.close();'), { eval: true });
    const exited = once(worker, 'exit');
    const [text] = await once(worker, 'message');
    assert.strictEqual(text, 'from a thread');
    assert.deepStrictEqual(await exited, [0]);
  });

  it('may run beside others', async () => {
    const workers = Array.from({ length: 3 }, () =>
      new Worker(program('session.close(); server.close();'), { eval: true }));
    const exits = workers.map((worker) => once(worker, 'exit'));
    const texts = await Promise.all(workers.map((worker) => once(worker, 'message')));
    assert.deepStrictEqual(texts.flat(), Array(3).fill('from a thread'));
    assert.deepStrictEqual((await Promise.all(exits)).flat(), [0, 0, 0]);
  });

  it('may be terminated in the middle of a conversation', async () => {
    const worker = new Worker(program('session.request(); session.request();'), { eval: true });
    await once(worker, 'message');
    assert.strictEqual(await worker.terminate(), 1);
  });
});
