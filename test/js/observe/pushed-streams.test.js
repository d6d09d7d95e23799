'use strict';

const assert = require('node:assert');
const diagnostics = require('node:diagnostics_channel');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const CHANNELS = [
  'client.stream.created', 'client.stream.start', 'client.stream.bodySent', 'client.stream.finish',
  'server.stream.created', 'server.stream.start', 'server.stream.finish',
];

const sides = ({ writable, writableEnded, writableFinished }) =>
  `writable ${writable}, ended ${writableEnded}, finished ${writableFinished}`;

const OPEN = 'writable true, ended false, finished false';
const ENDED = 'writable false, ended true, finished false';
const FINISHED = 'writable false, ended true, finished true';

/** A line for each message about a pushed stream, in their order. */
function watch(lines) {
  const listeners = CHANNELS.map((name) => [`http2.${name}`, ({ stream }) => {
    if (stream.id % 2 === 0) lines.push(`${name}: ${sides(stream)}`);
  }]);
  for (const [name, listener] of listeners) diagnostics.subscribe(name, listener);
  return () => {
    for (const [name, listener] of listeners) diagnostics.unsubscribe(name, listener);
  };
}

describe('A pushed stream, as those see it who observe', () => {
  const lines = [];
  let stop;

  beforeEach(() => {
    lines.length = 0;
    stop = watch(lines);
  });

  afterEach(async () => {
    stop();
    await closeEverything();
  });

  async function pushed(headers = {}, options = {}) {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.pushStream({ ':path': '/x', ...headers }, options, (error, push) => {
        lines.push(`callback: ${sides(push)}`);
        push.respond();
        if (!push.writableEnded) push.end('extra');
      });
      lines.push('pushStream() has returned');
      stream.respond({}, { endStream: true });
    });
    const client = connect(server);
    client.request().resume();
    const [stream] = await once(client, 'stream');
    lines.push(`stream: ${sides(stream)}`);
    await once(stream.resume(), 'close');
    return { client, stream };
  }

  const of = (prefix) => lines.filter((line) => line.startsWith(prefix));

  it('is open on the client when it is made, and has finished when a program gets it', async () => {
    await pushed();
    assert.deepStrictEqual(of('stream'), [`stream: ${FINISHED}`]);
    if (olderThan(26)) return;
    assert.deepStrictEqual(of('client'), [
      `client.stream.created: ${OPEN}`, `client.stream.start: ${OPEN}`,
      `client.stream.bodySent: ${ENDED}`, `client.stream.finish: ${FINISHED}`,
    ]);
  });

  it('is made at once on the server, and starts with the callback', async function test() {
    if (olderThan(26)) this.skip();
    await pushed();
    assert.deepStrictEqual(lines.slice(0, 4), [
      `server.stream.created: ${OPEN}`, 'pushStream() has returned',
      `server.stream.start: ${OPEN}`, `callback: ${OPEN}`,
    ]);
  });

  for (const [title, headers, options] of [
    ['of a HEAD request', { ':method': 'HEAD' }, {}], ['with endStream', {}, { endStream: true }],
  ]) {
    it(`${title} has ended on the server when it is made, and finished in the callback`, async () => {
      await pushed(headers, options);
      assert.deepStrictEqual(of('callback'), [`callback: ${FINISHED}`]);
      if (olderThan(26)) return;
      assert.deepStrictEqual(of('server'), [
        `server.stream.created: ${ENDED}`, `server.stream.start: ${FINISHED}`,
        `server.stream.finish: ${FINISHED}`,
      ]);
    });
  }

  it('emits its end on the server to a reader that only waits for it', async () => {
    const server = await listen(http2.createServer());
    const ended = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/x' }, (error, push) => {
          push.on('readable', () => {});
          push.on('end', resolve);
        });
        stream.respond({}, { endStream: true });
      });
    });
    const client = connect(server);
    client.on('stream', (stream) => stream.on('error', () => {}));
    client.request().resume();
    await ended;
  });

  for (const [title, act, expected] of [
    ['end()', (stream) => stream.end(), []],
    ['end(callback)', (stream, note) => stream.end((error) => note(`called ${error.code}`)),
      ['called ERR_STREAM_ALREADY_FINISHED']],
    ['write()', (stream) => stream.write('x'), ['error ERR_STREAM_WRITE_AFTER_END']],
    ['write(callback)', (stream, note) => stream.write('x', (error) => note(`called ${error.code}`)),
      ['called ERR_STREAM_WRITE_AFTER_END', 'error ERR_STREAM_WRITE_AFTER_END']],
    ['end(chunk)', (stream) => stream.end('x'), ['error ERR_STREAM_WRITE_AFTER_END']],
  ]) {
    it(`answers ${title} on the client as a stream that has ended`, async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/x' }, (error, push) => {
          push.on('error', () => {});
          push.respond();
          push.end('extra');
        });
        stream.respond({}, { endStream: true });
      });
      const client = connect(server);
      client.request().resume();
      const [stream] = await once(client, 'stream');
      const notes = [];
      stream.on('error', ({ code }) => notes.push(`error ${code}`));
      act(stream, (note) => notes.push(note));
      stream.resume();
      await new Promise((resolve) => { stream.on('close', resolve); });
      assert.deepStrictEqual(notes, expected);
    });
  }
});
