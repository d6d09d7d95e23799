'use strict';

const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, listen } = require('../../support/listening');

describe('An error of the socket', () => {
  afterEach(closeEverything);

  for (const side of ['client', 'server']) {
    for (const how of ['close', 'destroy']) {
      it(`after ${how}() of the session of a ${side} goes nowhere`, async () => {
        const server = await listen(http2.createServer());
        const [accepting, serving] = [once(server, 'connection'), once(server, 'session')];
        const ours = net.connect(server.address().port, '127.0.0.1');
        const client = closeLater(http2.connect('http://localhost', {
          createConnection: () => ours,
        }));
        await once(client, 'connect');
        const [[theirs], [session]] = await Promise.all([accepting, serving]);
        const [ending, socket] = side === 'client' ? [client, ours] : [session, theirs];
        const closed = once(ending, 'close');
        ending[how]();
        await closed;
        socket.emit('error', new Error('too late'));
        socket.destroy(new Error('later still'));
        await new Promise(setImmediate);
      });
    }
  }
});
