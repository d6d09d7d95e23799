'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex } = require('node:stream');
const http2 = require('../../support/impl');
const { withoutListeners } = require('../../support/process-events');

describe('The error of a Duplex that throws when it is written to', () => {
  it('goes to the process', () => withoutListeners('uncaughtException', async () => {
    const uncaught = once(process, 'uncaughtException');
    const socket = new Duplex({ read() {}, write() { throw new Error('no write'); } });
    const client = http2.connect('http://localhost', { createConnection: () => socket });
    client.on('error', () => {});
    const [error] = await uncaught;
    assert.strictEqual(error.message, 'no write');
    client.destroy();
  }));
});
