'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const http2 = require('../..');

/**
 * Rolling restarts: of two processes under load, one by turns is replaced by a new one, and drains. A
 * client of each process asks without a break, and asks again, of the other, what may be made again.
 */

const PROCESS = path.join(__dirname, 'draining-process.js');
const PROCESSES = 2;

class Backend {
  #child = fork(PROCESS);
  #session = undefined;
  #port;

  async start() {
    [this.#port] = await once(this.#child, 'message');
    return this;
  }

  get session() {
    if (this.#session === undefined || this.#session.closed) {
      this.#session = http2.connect(`http://127.0.0.1:${this.#port}`);
      this.#session.on('error', () => {});
    }
    return this.#session;
  }

  /** Resolves to the number of requests that were cut, when the process has ended. */
  async drain() {
    const ended = once(this.#child, 'exit');
    this.#child.send('drain');
    const [{ cut }] = await once(this.#child, 'message');
    await ended;
    return cut;
  }
}

/** @returns {Promise<object>} how the request has ended: `body`, or `error` and `retryable` */
function ask(session) {
  const stream = session.request({ ':method': 'POST' });
  stream.end('x'.repeat(1000));
  let size = 0;
  let error;
  stream.on('data', (chunk) => { size += chunk.length; });
  stream.on('error', (failure) => { error = failure; });
  return new Promise((resolve) => {
    stream.on('close', () => resolve({ error, isAnswered: size === 1000, retryable: stream.retryable }));
  });
}

/**
 * @param {number} restarts
 * @param {number} [clients=20] that ask at the same time
 * @returns {Promise<object>} `answered`, `retried`, `cut` and `failed`: a text for each request that
 *   failed and may not be made again
 */
async function restartRolling(restarts, clients = 20) {
  const backends = await Promise.all(Array.from({ length: PROCESSES }, () => new Backend().start()));
  const result = { answered: 0, retried: 0, cut: 0, failed: [] };
  let isOver = false;
  let turn = 0;
  const asking = Array.from({ length: clients }, async () => {
    while (!isOver) {
      const { error, isAnswered, retryable } = await ask(backends[turn++ % PROCESSES].session);
      if (isAnswered) result.answered++;
      else if (retryable) result.retried++;
      else result.failed.push(String(error?.code));
    }
  });
  for (let i = 0; i < restarts; i++) {
    const old = backends[i % PROCESSES];
    backends[i % PROCESSES] = await new Backend().start();
    result.cut += await old.drain();
  }
  isOver = true;
  await Promise.all(asking);
  for (const backend of backends) {
    const drained = backend.drain();
    backend.session.close();
    await drained;
  }
  return result;
}

module.exports = { restartRolling };
