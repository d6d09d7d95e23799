'use strict';

const assert = require('node:assert');
const { AsyncLocalStorage, createHook } = require('node:async_hooks');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectedOf, olderThan } = require('../../support/oracle');

describe('The context of AsyncLocalStorage', () => {
  const storage = new AsyncLocalStorage();
  let seen;

  beforeEach(() => { seen = {}; });

  afterEach(closeEverything);

  /** Listens to events, and notes the context in which each comes. */
  function note(label, emitter, events) {
    for (const event of events) {
      emitter.on(event, () => { seen[`${label} ${event}`] = storage.getStore(); });
    }
  }

  async function answering() {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond();
      stream.end('x');
    });
    return server;
  }

  for (const secure of [false, true]) {
    it(`is that of connect() in the events of a session${secure ? ' over TLS' : ''}`, async () => {
      const server = secure ? http2.createSecureServer(certificate) : http2.createServer();
      server.on('session', (session) => session.ping(() => {}));
      await listen(server);
      const client = storage.run('connect', () => connect(server));
      const events = ['connect', 'remoteSettings', 'localSettings', 'ping', 'close'];
      note('session', client, events);
      await Promise.all([once(client, 'remoteSettings'), once(client, 'localSettings'),
        once(client, 'ping')]);
      storage.run('close', () => client.close());
      await once(client, 'close');
      assert.deepStrictEqual(seen,
        Object.fromEntries(events.map((event) => [`session ${event}`, 'connect'])));
    });
  }

  it('is that of request() in the events of a stream, also when it waited', async () => {
    const server = await answering();
    const client = storage.run('connect', () => connect(server));
    const stream = storage.run('request', () => client.request({ ':method': 'POST' }));
    const events = ['ready', 'response', 'data', 'finish', 'close'];
    note('stream', stream, events);
    stream.end('y');
    await once(stream, 'close');
    assert.deepStrictEqual(seen,
      Object.fromEntries(events.map((event) => [`stream ${event}`, 'request'])));
  });

  it('is that of each request() in all events of its stream, when several wait at once', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ a: 'b' }));
      stream.end('x');
    });
    const client = connect(server);
    const ask = (value) => storage.run(value, () => new Promise((resolve) => {
      const stores = {};
      const stream = client.request();
      for (const event of ['response', 'data', 'trailers', 'end', 'close']) {
        stream.on(event, () => { stores[event] = storage.getStore(); });
      }
      stream.on('close', () => resolve(stores));
    }));
    const answers = await Promise.all(['one', 'two', 'three'].map(ask));
    answers.forEach((stores, i) => {
      const value = ['one', 'two', 'three'][i];
      // Before Node 26, 'end' had lost the context.
      const end = expectedOf(value, { 26: undefined });
      assert.deepStrictEqual(stores,
        { response: value, data: value, trailers: value, end, close: value });
    });
  });

  it('is that of the caller in the callbacks of ping() and settings()', async () => {
    const client = connect(await answering());
    await once(client, 'connect');
    const contextIn = (context, method, ...args) => storage.run(context, () => (
      new Promise((resolve) => { client[method](...args, () => resolve(storage.getStore())); })));
    assert.deepStrictEqual(await Promise.all([
      contextIn('one', 'ping'), contextIn('two', 'ping'),
      contextIn('three', 'settings', { enablePush: false }),
    ]), ['one', 'two', 'three']);
  });

  it('is kept in timers and promises of a handler, and is not left to others', async () => {
    const server = http2.createServer();
    const timers = [];
    server.on('stream', (stream) => {
      assert.strictEqual(storage.getStore(), undefined);
      storage.run(stream.id, () => {
        setTimeout(async () => {
          await null;
          timers.push([stream.id, storage.getStore()]);
          stream.respond();
          stream.end();
        }, 1);
      });
    });
    const client = connect(await listen(server));
    const streams = [1, 2, 3].map(() => client.request().resume());
    await Promise.all(streams.map((stream) => once(stream, 'close')));
    assert.deepStrictEqual(timers.sort(), [[1, 1], [3, 3], [5, 5]]);
  });

  it("is the session's in a server's handlers and events", async () => {
    const server = await listen(http2.createServer((request, response) => {
      note('request', request, ['data', 'end', 'close']);
      note('response', response, ['finish', 'close']);
      storage.run('handler', () => request.on('end', () => response.end()));
    }));
    note('server', server, ['session', 'stream', 'request']);
    const asked = once(server, 'request');
    const stream = connect(server).request({ ':method': 'POST' });
    stream.resume();
    await asked;
    stream.end('x');
    await once(stream, 'close');
    assert.deepStrictEqual(new Set(Object.values(seen)), new Set([undefined]));
  });

  it('is that of pushStream() in its callback and in the events of the pushed stream', async () => {
    const server = http2.createServer();
    const pushedClosed = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.respond();
        storage.run('push', () => stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
          seen.callback = storage.getStore();
          note('pushed', pushed, ['close']);
          pushed.on('close', resolve);
          pushed.respond();
          pushed.end();
          stream.end();
        }));
      });
    });
    const client = connect(await listen(server));
    client.on('stream', (pushed) => pushed.resume());
    const stream = client.request();
    stream.resume();
    await Promise.all([once(stream, 'close'), pushedClosed]);
    assert.deepStrictEqual(seen, { 'callback': 'push', 'pushed close': 'push' });
  });
});

const MORE_THAN_THE_WINDOW = 400_000;

describe('The context of a write', () => {
  const storage = new AsyncLocalStorage();
  const run = (store, body) => storage.run(store, body);

  afterEach(closeEverything);

  /** Writes on a stream; what `note(label)` returns notes the store at the time when it is called. */
  const cases = {
    'is that of the call in the callbacks of write() and end()': [(stream, note) => {
      run('write', () => stream.write('a', note('write')));
      setImmediate(() => run('end', () => stream.end('b', note('end'))));
    }, { write: 'write', end: 'end' }],
    'is that of the first write for those that waited for it': [(stream, note) => {
      run('one', () => stream.write('a', note('one')));
      run('two', () => stream.write('b', note('two')));
      run('three', () => stream.write('c', note('three')));
      run('end', () => stream.end(note('end')));
    }, { one: 'one', two: 'one', three: 'one', end: 'one' }],
    'is that of the first write when a later one has the callback': [(stream, note) => run('both', () => {
      stream.write('a');
      stream.end('b', note('end'));
    }), { end: 'both' }],
    'is that of uncork() for what was corked': [(stream, note) => {
      stream.cork();
      run('write', () => stream.write('a', note('write')));
      run('uncork', () => stream.uncork());
      stream.end();
    }, { write: 'uncork' }],
    'is that of end() when nothing was on its way': [(stream, note) => {
      stream.write('a', () => setImmediate(() => run('end', () => stream.end(note('end')))));
    }, { end: 'end' }],
    'reaches the callbacks of empty chunks': [(stream, note) => {
      run('write', () => stream.write('', note('write')));
      setImmediate(() => run('end', () => stream.end('', note('end'))));
    }, { write: 'write', end: 'end' }],
    'reaches the ticks, promises and timers of a callback': [(stream, note) => {
      run('write', () => stream.write('a', () => {
        process.nextTick(note('tick'));
        Promise.resolve().then(note('promise'));
        setImmediate(() => {
          note('immediate')();
          stream.end();
        });
      }));
    }, { tick: 'write', promise: 'write', immediate: 'write' }],
    "is that of the write that has filled the buffer in 'drain'": [(stream, note) => {
      stream.on('drain', () => {
        note('drain')();
        stream.end();
      });
      run('write', () => stream.write(Buffer.alloc(MORE_THAN_THE_WINDOW)));
    }, { drain: 'write' }],
  };
  const onlyStreams = {
    "is that of the last write in 'finish'": [(stream, note) => {
      stream.on('finish', note('finish'));
      run('end', () => stream.end('a'));
    }, { finish: 'end' }],
    "is that of the first of joined writes in 'finish'": [(stream, note) => {
      run('write', () => stream.write('a'));
      stream.on('finish', note('finish'));
      run('write', () => stream.end('b'));
    }, { finish: 'write' }],
  };

  /** What is noted until the stream is closed. */
  async function noted(stream, write) {
    const seen = {};
    const closed = once(stream, 'close');
    storage.run('handler', () => write(stream, (label) => () => { seen[label] = storage.getStore(); }));
    await closed;
    return seen;
  }

  async function ofServer(event, write, secure) {
    const server = secure ? http2.createSecureServer(certificate) : http2.createServer();
    const asked = once(await listen(server), event);
    const request = connect(server).request().resume();
    const stream = (await asked)[event === 'stream' ? 0 : 1];
    if (event === 'stream') stream.respond();
    const seen = await noted(stream, write);
    if (!request.closed) await once(request, 'close');
    return seen;
  }

  async function ofClient(write, secure) {
    const server = secure ? http2.createSecureServer(certificate) : http2.createServer();
    server.on('stream', (stream) => {
      stream.resume();
      stream.on('end', () => stream.respond({}, { endStream: true }));
    });
    const client = connect(await listen(server));
    await once(client, 'remoteSettings');
    return noted(storage.run('request', () => client.request({ ':method': 'POST' })).resume(), write);
  }

  for (const [title, [write, expected]] of Object.entries({ ...cases, ...onlyStreams })) {
    it(`${title}, on a server`, async () => {
      assert.deepStrictEqual(await ofServer('stream', write), expected);
    });

    it(`${title}, on a client`, async () => {
      assert.deepStrictEqual(await ofClient(write), expected);
    });
  }

  for (const [title, [write, expected]] of Object.entries(cases)) {
    it(`${title}, in the Compatibility API`, async () => {
      assert.deepStrictEqual(await ofServer('request', write), expected);
    });
  }

  it('is kept over TLS', async () => {
    const [write, expected] = Object.values(cases)[0];
    assert.deepStrictEqual(await ofServer('stream', write, true), expected);
    assert.deepStrictEqual(await ofClient(write, true), expected);
  });

  it('is that of request() for what was written before the connection was there', async () => {
    const server = await listen(http2.createServer((request, response) => {
      request.resume().on('end', () => response.end());
    }));
    const client = connect(server);
    const stream = storage.run('request', () => client.request({ ':method': 'POST' })).resume();
    const [write] = cases['is that of the first write for those that waited for it'];
    const seen = await noted(stream, write);
    assert.deepStrictEqual(new Set(Object.values(seen)), new Set(['request']));
  });

  it('is that of destroy() for writes that never got through', async () => {
    const server = await listen(http2.createServer());
    const asked = once(server, 'stream');
    const request = connect(server).request();
    request.on('error', () => {});
    const [stream] = await asked;
    const store = new Promise((resolve) => {
      stream.respond();
      run('write', () => stream.write(Buffer.alloc(MORE_THAN_THE_WINDOW), () => resolve(storage.getStore())));
    });
    await once(request, 'response');
    run('destroy', () => stream.destroy());
    assert.strictEqual(await store, olderThan(26) ? 'write' : 'destroy');
  });
});

describe('async_hooks', () => {
  afterEach(closeEverything);

  it('sees resources of sessions, streams, pings and settings', async () => {
    const types = new Set();
    const hook = createHook({ init(id, type) { types.add(type); } }).enable();
    const server = http2.createServer((request, response) => response.end());
    const client = connect(await listen(server));
    await once(client, 'connect');
    await new Promise((resolve) => { client.ping(resolve); });
    await new Promise((resolve) => { client.settings({}, resolve); });
    const stream = client.request();
    stream.resume();
    await once(stream, 'close');
    hook.disable();
    const expected = ['HTTP2PING', 'HTTP2SESSION', 'HTTP2SETTINGS', 'HTTP2STREAM'];
    assert.deepStrictEqual([...types].filter((type) => type.startsWith('HTTP2')).sort(), expected);
  });
});
