'use strict';

// The load of the latency rows sends at its rate whatever the server does, and charges a stall to every
// request that waits for its end.

const assert = require('node:assert');
const { fork } = require('node:child_process');
const { once } = require('node:events');
const http2 = require('node:http2');
const path = require('node:path');
const { cert, key } = require('../../support/certificate');

const SCRIPT = path.join(__dirname, '../../../benchmark/steady-process.js');
const BODY = 'hello';
const MILLISECOND = 1000;
const CIPHER = 'TLS_AES_128_GCM_SHA256';

// 300 requests, one in a millisecond, of which the first 100 don't count.
const TASK = {
  path: '/hello.txt', bytes: BODY.length, connections: 4, rate: 1000, seconds: 0.2, warmUp: 100,
  cipher: CIPHER, patience: 5000,
};
const TOTAL = 300;

function createServer(isSecure) {
  return isSecure ? http2.createSecureServer({ cert, key }) : http2.createServer();
}

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function resultOf(task) {
  const child = fork(SCRIPT, [JSON.stringify(task)], { silent: true });
  try {
    const ended = once(child, 'exit').then(() => { throw new Error('the load ended without a result'); });
    return (await Promise.race([once(child, 'message'), ended]))[0];
  } finally {
    child.kill('SIGKILL');
  }
}

for (const tls of [false, true]) {
  describe(`the steady load of the benchmark over ${tls ? 'TLS' : 'TCP'}`, () => {
    let server;

    beforeEach(() => { server = createServer(tls); });
    afterEach(() => { server.close(); });

    it('asks for the path and times each request', async () => {
      const paths = new Set();
      server.on('stream', (stream, headers) => {
        paths.add(headers[':path']);
        stream.respond();
        stream.end(BODY);
      });
      const { latency } = await resultOf({ ...TASK, tls, port: await listening(server) });
      assert.deepStrictEqual([...paths], [TASK.path]);
      assert.ok(latency.p50 > 0 && latency.p50 <= latency.p99 && latency.p99 <= latency['p99.9']);
    });

    it('sends all requests to a server that stalls, and charges it with the wait of each', async () => {
      const waiting = [];
      server.on('stream', (stream) => {
        waiting.push(stream);
        if (waiting.length < TOTAL) return;
        for (const held of waiting) held.end(BODY);
      });
      const { latency } = await resultOf({ ...TASK, tls, port: await listening(server) });
      // The last was due in millisecond 299, the one in the middle of those that count in 200.
      assert.ok(latency.p50 >= 98.9 * MILLISECOND, `${latency.p50} µs`);
      assert.ok(latency.p99 >= 196.9 * MILLISECOND, `${latency.p99} µs`);
    });

    it('fails when an answer is not the whole body', async () => {
      server.on('stream', (stream) => stream.end('hell'));
      await assert.rejects(resultOf({ ...TASK, tls, port: await listening(server) }), /without a result/);
    });
  });
}
