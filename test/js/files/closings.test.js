'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const http2 = require('../../support/impl');
const { builtin } = require('../../support/oracle');
const { allClosed, ask, makeFile, pattern, receive, SERVERS, useFiles } = require('../../support/files');
const { peerOf } = require('../../support/framed');
const { connect, listen } = require('../../support/listening');
const { FramePeer, GET } = require('../../support/frame-peer');

const SIZE = 3000000;

/** What ends a stream, and when; whatever happens, no descriptor stays. */
const ENDS = {
  'the stream is closed': (stream) => stream.close(),
  'the stream is closed with a code': (stream) => stream.close(8),
  'the stream is destroyed': (stream) => stream.destroy(),
  'the stream is destroyed with an error': (stream) => stream.destroy(new Error('enough')),
  'the session is destroyed': (stream) => stream.session.destroy(),
  'the session is destroyed with an error': (stream) => stream.session.destroy(new Error('enough')),
  'the socket is destroyed': (stream) => stream.session.socket.destroy(),
};
const MOMENTS = {
  'at once': (end) => end(),
  'in the next tick': (end) => process.nextTick(end),
  'in the next turn': (end) => setImmediate(end),
  'after a few turns': (end) => setImmediate(() => setImmediate(() => setImmediate(end))),
};

// The builtin ends the process in some of these.
if (!builtin) {
  for (const over of Object.keys(SERVERS)) {
    describe(`A file on its way over ${over}`, () => {
      useFiles();

      for (const [title, end] of Object.entries(ENDS)) {
        for (const [moment, when] of Object.entries(MOMENTS)) {
          it(`is closed when ${title} ${moment}`, async () => {
            const file = makeFile('on-its-way', pattern(SIZE));
            const server = await listen(SERVERS[over]());
            server.on('sessionError', () => {});
            const ended = new Promise((resolve) => {
              server.on('stream', (stream) => {
                stream.on('error', () => {});
                stream.on('close', resolve);
                stream.respondWithFile(file);
                when(() => { if (!stream.destroyed) end(stream); });
              });
            });
            const session = connect(server).on('error', () => {});
            await Promise.all([receive(session.request()), ended]);
            await allClosed();
          });
        }
      }

      it('is closed when the client resets the stream', async () => {
        const file = makeFile('on-its-way', pattern(SIZE));
        const server = await listen(SERVERS[over]());
        const ended = new Promise((resolve) => {
          server.on('stream', (stream) => {
            stream.on('close', () => resolve(stream.rstCode));
            stream.respondWithFile(file);
          });
        });
        const request = connect(server).request();
        request.once('data', () => request.close(8));
        request.resume();
        assert.strictEqual(await ended, 8);
        await allClosed();
      });
    });
  }

  describe('A descriptor on its way', () => {
    useFiles();

    for (const [title, end] of Object.entries(ENDS)) {
      it(`stays open when ${title}`, async () => {
        const descriptor = fs.openSync(makeFile('lent', pattern(SIZE)));
        const server = await listen(http2.createServer());
        server.on('sessionError', () => {});
        const ended = new Promise((resolve) => {
          server.on('stream', (stream) => {
            stream.on('error', () => {});
            stream.on('close', resolve);
            stream.respondWithFD(descriptor);
            setImmediate(() => { if (!stream.destroyed) end(stream); });
          });
        });
        const session = connect(server).on('error', () => {});
        await Promise.all([receive(session.request()), ended]);
        fs.closeSync(descriptor);
      });
    }
  });
}

// The builtin may end the process when a connection is lost in the middle of a file.
if (!builtin) {
  describe('A client that takes nothing', () => {
    useFiles();

    it('gets its window and no more, and the file is closed with its connection', async () => {
      const file = makeFile('unread', pattern(SIZE));
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.respondWithFile(file);
      });
      const peer = await FramePeer.connect(server.address().port);
      await peer.handshake();
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      let got = 0;
      while (got < 65535) got += (await peer.until('DATA')).data.length;
      const more = await peer.soFar();
      assert.deepStrictEqual(more.filter(({ type }) => type === 'DATA'), []);
      peer.destroy();
      await allClosed();
    });
  });
}

describe('A file that changes while it is sent', () => {
  useFiles();

  it('is cut at the length that was promised when it grows', async () => {
    const file = makeFile('grows', pattern(1000));
    const { body } = await ask((stream) => stream.respondWithFile(file, {}, {
      statCheck() { fs.appendFileSync(file, 'more'); },
    }));
    assert.ok(body.equals(pattern(1000)));
  });

  it('is sent with what was added when no length was promised', async () => {
    const file = makeFile('grows', pattern(1000));
    const descriptor = fs.openSync(file);
    const { body } = await ask((stream) => {
      stream.respondWithFD(descriptor);
      fs.appendFileSync(file, pattern(500, 1000));
    });
    fs.closeSync(descriptor);
    assert.ok(body.equals(pattern(1500)));
  });

  it('ends early when it shrinks, which the client takes for an error', async () => {
    const file = makeFile('shrinks', pattern(SIZE));
    const { body, error, notes } = await ask((stream) => stream.respondWithFile(file, {}, {
      statCheck() { fs.truncateSync(file, 100000); },
    }));
    assert.ok(body.equals(pattern(100000)));
    assert.strictEqual(error, 1);
    assert.deepStrictEqual(notes, ['finish', 'close 0']);
  });

  it('ends early when it shrinks in the middle of it, too', async () => {
    const file = makeFile('shrinks', pattern(SIZE));
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respondWithFile(file));
    const request = connect(server).request();
    request.once('data', () => fs.truncateSync(file, 1000));
    const { body, error, headers } = await receive(request);
    assert.strictEqual(headers['content-length'], String(SIZE));
    assert.ok(body.length < SIZE && body.equals(pattern(body.length)), `${body.length} bytes`);
    assert.strictEqual(error, 1);
  });

  it('is what it was when another file takes its name', async () => {
    const file = makeFile('replaced', pattern(SIZE));
    const { body, error } = await ask((stream) => stream.respondWithFile(file, {}, {
      statCheck() { fs.renameSync(makeFile('other', 'other'), file); },
    }));
    assert.ok(body.equals(pattern(SIZE)));
    assert.strictEqual(error, 0);
  });

  it('is what it was when its name is taken away', async () => {
    const file = makeFile('removed', pattern(SIZE));
    const { body } = await ask((stream) => stream.respondWithFile(file, {}, {
      statCheck() { fs.rmSync(file); },
    }));
    assert.ok(body.equals(pattern(SIZE)));
  });
});

describe('A timeout', () => {
  useFiles();

  /** A server that sends a file to a peer; `watch` gets its stream. */
  async function sending(watch) {
    const file = makeFile('slow', pattern(SIZE));
    const server = await listen(http2.createServer());
    const closed = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.on('close', resolve);
        watch(stream);
        stream.respondWithFile(file);
      });
    });
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    return { peer, closed };
  }

  /** Ends the stream before the connection. */
  async function cancel({ peer, closed }) {
    peer.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
    await closed;
  }

  // The client's window opens every 20 ms: the file takes longer than the timeout, and never rests.
  it('does not run while a file is sent slowly', async () => {
    let timeouts = 0;
    const conversation = await sending((stream) => {
      stream.session.setTimeout(300, () => { timeouts += 1; });
      stream.setTimeout(300, () => { timeouts += 1; });
    });
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      conversation.peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 20000 });
      conversation.peer.send({ type: 'WINDOW_UPDATE', streamId: 1, increment: 20000 });
    }
    await cancel(conversation);
    assert.strictEqual(timeouts, 0);
  });

  it('runs while the client takes nothing', async () => {
    let conversation;
    await new Promise((resolve) => {
      conversation = sending((stream) => stream.setTimeout(50, resolve));
    });
    await cancel(await conversation);
  });
});
