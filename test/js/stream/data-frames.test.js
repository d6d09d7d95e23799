'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { Readable } = require('node:stream');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { duplexPair } = require('../../support/duplex-pair');
const { FramePeer, GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { dial } = require('../../support/transports');

const bytes = (size) => Buffer.alloc(size, 'a');

/** Ends a stream once its last write is through, so that END_STREAM has a frame of its own. */
function writeAndEnd(stream, ...sizes) {
  for (const size of sizes.slice(0, -1)) stream.write(bytes(size));
  stream.write(bytes(sizes.at(-1)), () => stream.end());
}

/** What is written, and the sizes of the frames that have bytes. */
const SHAPES = {
  'two writes': [(s) => { s.write(bytes(10)); s.write(bytes(20)); s.end(); }, [10, 20]],
  'a write and end(chunk)': [(s) => { s.write(bytes(10)); s.end(bytes(20)); }, [10, 20]],
  'many writes': [(s) => {
    for (const size of [10, 20, 30]) s.write(bytes(size));
    s.end(bytes(40));
  }, [10, 90]],
  'writes with callbacks': [(s) => {
    for (const size of [10, 20, 30]) s.write(bytes(size), () => {});
    s.end();
  }, [10, 50]],
  'a callback that ends': [(s) => writeAndEnd(s, 10, 20, 30), [10, 50]],
  'corked writes': [(s) => {
    s.cork();
    for (const size of [20, 30, 40]) s.write(bytes(size));
    s.uncork();
    s.end();
  }, [90]],
  'a write and corked writes': [(s) => {
    s.write(bytes(10));
    s.cork();
    for (const size of [20, 30, 40]) s.write(bytes(size));
    s.uncork();
    s.end();
  }, [10, 90]],
  'corked writes and a write': [(s) => {
    s.cork();
    for (const size of [20, 30, 40]) s.write(bytes(size));
    s.uncork();
    s.write(bytes(50));
    s.end();
  }, [90, 50]],
  'strings of many encodings': [(s) => {
    s.write('h\u00e9', 'latin1');
    s.write('h\u00e9');
    s.write('aabb', 'hex');
    s.write('YWFhYQ==', 'base64');
    s.write('ab', 'utf16le');
    s.end();
  }, [2, 13]],
  'strings and buffers': [(s) => {
    s.write('abc');
    s.write(bytes(10));
    s.write(new Uint8Array(5));
    s.end('h\u00e9');
  }, [3, 18]],
  'an empty write first': [(s) => { s.write(''); s.write(bytes(10)); s.end(); }, [10]],
  'an empty write between': [(s) => {
    s.write(bytes(10));
    s.write('');
    s.write(bytes(20));
    s.end();
  }, [10, 20]],
  'a write larger than a frame': [(s) => { s.write(bytes(20000)); s.end(); }, [16384, 3616]],
  'a large write and small ones': [(s) => {
    s.write(bytes(20000));
    s.write(bytes(5));
    s.write(bytes(5));
    s.end();
  }, [16384, 3616, 10]],
  'writes that are larger than a frame together': [(s) => {
    for (let i = 0; i < 4; i++) s.write(bytes(10000));
    s.end();
  }, [10000, 16384, 13616]],
  'a small write and a large one': [(s) => { s.write(bytes(1)); s.end(bytes(40000)); },
    [1, 16384, 16384, 7232]],
  'writes of later ticks': [(s) => {
    s.write(bytes(10));
    s.write(bytes(11));
    process.nextTick(() => {
      s.write(bytes(20));
      process.nextTick(() => s.end(bytes(30)));
    });
  }, [10, 61]],
  'writes of later microtasks': [async (s) => {
    for (const size of [10, 20, 30, 40]) {
      s.write(bytes(size));
      await null;
    }
    s.end();
  }, [10, 90]],
  'writes of ticks and microtasks in turn': [(s) => {
    s.write(bytes(10));
    process.nextTick(async () => {
      s.write(bytes(20));
      await null;
      process.nextTick(async () => {
        s.write(bytes(30));
        await null;
        s.end(bytes(40));
      });
    });
  }, [10, 90]],
  'writes of immediates': [(s) => {
    s.write(bytes(10));
    s.write(bytes(11));
    setImmediate(() => {
      s.write(bytes(20));
      s.write(bytes(21));
      setImmediate(() => s.end(bytes(30)));
    });
  }, [10, 11, 20, 21, 30]],
  'writes in the callback of the one before': [(s) => {
    s.write(bytes(10), () => s.write(bytes(20), () => s.end(bytes(30))));
  }, [10, 20, 30]],
};

/** Shapes for streams alone: responses of the Compatibility API can't do it. */
const STREAM_SHAPES = {
  'a default encoding': [(s) => {
    s.setDefaultEncoding('hex');
    s.write('aabb');
    s.write('aabbcc');
    s.end('dd');
  }, [2, 4]],
  'a pipe': [(s) => { Readable.from([bytes(10), bytes(20), bytes(30)]).pipe(s); }, [10, 50]],
};

/** The sizes of the DATA frames that have bytes, up to END_STREAM. */
async function sizesOf(peer) {
  const sizes = [];
  for (;;) {
    const frame = await peer.next();
    assert.ok(frame, 'the connection ended before the body');
    if (frame.type === 'DATA' && frame.data.length > 0) sizes.push(frame.data.length);
    if (frame.endStream) return sizes;
  }
}

/** Asks a server over `connection`. */
async function answered(connection, settings) {
  const peer = closeLater(new FramePeer(connection));
  await peer.handshake(settings);
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  return peer;
}

async function responseSizes(write, server) {
  server.on('stream', (stream) => {
    stream.respond();
    write(stream);
  });
  return sizesOf(await answered(await dial(await listen(server))));
}

/** A client whose server is a peer, and that peer. */
async function asking(early) {
  const raw = await listen(net.createServer());
  const accepted = once(raw, 'connection');
  const client = closeLater(http2.connect(`http://127.0.0.1:${raw.address().port}`));
  client.on('error', () => {});
  early?.(client);
  const [socket] = await accepted;
  return { client, peer: closeLater(new FramePeer(socket, { role: 'server' })) };
}

function post(client, write) {
  const request = client.request({ ':method': 'POST' });
  request.on('error', () => {});
  write(request);
}

async function requestSizes(write) {
  const { client, peer } = await asking();
  await peer.handshake();
  post(client, write);
  return sizesOf(peer);
}

describe('The DATA frames of one turn', () => {
  afterEach(closeEverything);

  for (const [title, [write, sizes]] of Object.entries(SHAPES)) {
    it(`are those of the first write and of all others, for ${title}`, async () => {
      assert.deepStrictEqual(await responseSizes(write, http2.createServer()), sizes, 'a server');
      const compat = await listen(http2.createServer((request, response) => write(response)));
      assert.deepStrictEqual(await sizesOf(await answered(await dial(compat))), sizes, 'a response');
      assert.deepStrictEqual(await requestSizes(write), sizes, 'a client');
    });
  }

  for (const [title, [write, sizes]] of Object.entries(STREAM_SHAPES)) {
    it(`are those of the first write and of all others, for ${title}`, async () => {
      assert.deepStrictEqual(await responseSizes(write, http2.createServer()), sizes, 'a server');
      assert.deepStrictEqual(await requestSizes(write), sizes, 'a client');
    });
  }

  it('are the same over TLS', async () => {
    const [write, sizes] = SHAPES['many writes'];
    const server = http2.createSecureServer(certificate);
    assert.deepStrictEqual(await responseSizes(write, server), sizes);
  });

  it('are the same over a Duplex', async () => {
    const [write, sizes] = SHAPES['writes of later microtasks'];
    const server = http2.createServer();
    server.on('stream', (stream) => {
      stream.respond();
      write(stream);
    });
    const [ours, theirs] = duplexPair();
    server.emit('connection', theirs);
    assert.deepStrictEqual(await sizesOf(await answered(ours)), sizes);
  });

  it('are one frame for what a request had written before it was connected', async () => {
    const { peer } = await asking((client) => post(client, SHAPES['many writes'][0]));
    peer.greet();
    assert.deepStrictEqual(await sizesOf(peer), [100]);
  });

  it('wait for the window: what is written meanwhile shares one frame', async () => {
    let stream;
    const server = await listen(http2.createServer());
    server.on('stream', (opened) => {
      stream = opened;
      stream.respond();
      stream.write(bytes(10));
    });
    const peer = await answered(await dial(server), [[4, 5]]);
    assert.strictEqual((await peer.until('DATA')).data.length, 5);
    for (const last of [false, false, true]) {
      stream.write(bytes(20));
      stream.write(bytes(30));
      await peer.soFar();
      if (last) stream.end();
    }
    peer.send({ type: 'WINDOW_UPDATE', streamId: 1, increment: 1000 });
    assert.deepStrictEqual(await sizesOf(peer), [5, 150]);
  });
});
