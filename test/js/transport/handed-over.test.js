'use strict';

const assert = require('node:assert');
const net = require('node:net');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

/** How a program may look at a connection before an HTTP/2 server gets it. */
const WAYS = {
  'paused, and put back what it read': (socket, give) => socket.once('data', (chunk) => {
    socket.pause();
    socket.unshift(chunk);
    give();
  }),
  'paused, and put back what it read, a turn before': (socket, give) => {
    socket.once('data', (chunk) => {
      socket.pause();
      socket.unshift(chunk);
      setImmediate(give);
    });
  },
  'put back what it read afterwards': (socket, give) => socket.once('data', (chunk) => {
    socket.pause();
    give();
    socket.unshift(chunk);
    process.nextTick(() => socket.resume());
  }),
  'read it by read()': (socket, give) => socket.once('readable', () => {
    socket.unshift(socket.read());
    give();
  }),
  'paused it, and waited': (socket, give) => {
    socket.pause();
    setImmediate(give);
  },
  'still listens for readable': (socket, give) => {
    socket.on('readable', () => {});
    give();
  },
};

describe('A connection is served by a server that gets it from somebody who', () => {
  afterEach(closeEverything);

  for (const [title, way] of Object.entries(WAYS)) {
    for (const size of [0, 300_000]) {
      it(`${title}: an upload of ${size} bytes`, async () => {
        const server = http2.createServer(async (request, response) => {
          response.end(String((await textOf(request)).length));
        });
        const front = await listen(net.createServer((socket) => {
          socket.on('error', () => {});
          way(socket, () => server.emit('connection', socket));
        }));
        const request = connect(front).request({ ':method': 'POST' });
        request.end('x'.repeat(size));
        assert.strictEqual(await textOf(request), String(size));
      });
    }
  }
});
