'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');

describe("A listener of 'aborted' that throws when the peer has hung up", () => {
  afterEach(closeEverything);

  const title = 'keeps neither the other streams nor the session from ending';
  itIsWanted('Ends of streams and sessions', title, async () => {
    const server = await listen(http2.createServer());
    const streams = [];
    const arrived = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        if (streams.push(stream) === 2) resolve();
      });
    });
    const client = connect(server);
    client.on('error', () => {});
    const [, socket] = await once(client, 'connect');
    for (let i = 0; i < 2; i++) client.request({ ':method': 'POST' }).on('error', () => {});
    await arrived;
    streams[0].on('aborted', () => { throw new Error('mine'); });
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const thrown = new Promise((resolve) => { process.once('uncaughtException', resolve); });
    const ended = Promise.all([streams[1], streams[0].session].map((one) => new Promise((resolve) => {
      one.once('close', resolve);
    })));
    socket.end();
    const { message } = await thrown;
    for (const listener of listeners) process.on('uncaughtException', listener);
    assert.strictEqual(message, 'mine');
    await ended;
  });
});
