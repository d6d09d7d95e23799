'use strict';

// Whether 'finish' or 'wantTrailers' comes first: that depends on how the last bytes of a body went.

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

/** As much as the peer's windows let pass. */
const WINDOW = 65_535;

const finishFirst = ['finish', 'wantTrailers'];
const trailersFirst = ['wantTrailers', 'finish'];
const later = (end) => (stream) => setImmediate(() => end(stream));

/** How a body is written; what comes first on a server, and on a client. */
const BODIES = {
  'end() alone': { write: (stream) => stream.end(), order: finishFirst },
  'a later end() alone': { write: later((stream) => stream.end()), order: finishFirst },
  'a later end(chunk)': { write: later((stream) => stream.end('x')), order: trailersFirst },
  'write() and a later end(chunk)': {
    write: (stream) => {
      stream.write('x');
      setImmediate(() => stream.end('y'));
    },
    order: trailersFirst,
  },
  'write() and end(chunk)': {
    write: (stream) => {
      stream.write('x');
      stream.end('y');
    },
    order: trailersFirst,
  },
  'write() twice and end()': {
    write: (stream) => {
      stream.write('x');
      stream.write('y');
      stream.end();
    },
    order: trailersFirst,
  },
  'a later write() and end()': {
    write: later((stream) => {
      stream.write('x');
      stream.end();
    }),
    order: trailersFirst,
  },
  'a later end(chunk) of a byte less than the window': {
    write: later((stream) => stream.end(Buffer.alloc(WINDOW - 1))), order: trailersFirst,
  },
  'a later end(chunk) that fills the window': {
    write: later((stream) => stream.end(Buffer.alloc(WINDOW))), order: finishFirst,
  },
  'a later end(chunk) of more than the window': {
    write: later((stream) => stream.end(Buffer.alloc(WINDOW + 1))), order: finishFirst,
  },
};

const WITH_HEAD = {
  'end(chunk)': { write: (stream) => stream.end('x'), order: finishFirst },
  'end(chunk) in a tick': { write: (stream) => process.nextTick(() => stream.end('x')), order: finishFirst },
  'one write() and end()': {
    write: (stream) => {
      stream.write('x');
      stream.end();
    },
    order: finishFirst,
  },
};

async function orderOn(stream, write) {
  const log = [];
  for (const event of ['finish', 'wantTrailers']) stream.on(event, () => log.push(event));
  stream.on('wantTrailers', () => stream.sendTrailers({ a: 'b' }));
  write(stream);
  await once(stream, 'close');
  return log;
}

describe("'finish' and 'wantTrailers'", () => {
  afterEach(closeEverything);

  for (const [title, { write, order }] of Object.entries({ ...BODIES, ...WITH_HEAD })) {
    it(`come with ${order[0]} first on a server after ${title}`, async () => {
      const server = await listen(http2.createServer());
      const result = once(server, 'stream').then(([stream]) => {
        stream.respond({}, { waitForTrailers: true });
        return orderOn(stream, write);
      });
      connect(server).request().resume();
      assert.deepStrictEqual(await result, order);
    });
  }

  for (const [title, { write, order }] of Object.entries(BODIES)) {
    it(`come with ${order[0]} first on a client after ${title}`, async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.respond();
        stream.resume();
        stream.end();
      });
      const session = connect(server);
      await once(session, 'remoteSettings');
      await new Promise(setImmediate);
      const stream = session.request({ ':method': 'POST' }, { waitForTrailers: true });
      stream.resume();
      assert.deepStrictEqual(await orderOn(stream, write), order);
    });
  }
});
