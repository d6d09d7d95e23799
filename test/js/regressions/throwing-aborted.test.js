'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { withoutListeners } = require('../../support/process-events');

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
    const ended = Promise.all([streams[1], streams[0].session].map((one) => new Promise((resolve) => {
      one.once('close', resolve);
    })));
    await withoutListeners('uncaughtException', async () => {
      const thrown = once(process, 'uncaughtException');
      socket.end();
      assert.strictEqual((await thrown)[0].message, 'mine');
    });
    await ended;
  });
});
