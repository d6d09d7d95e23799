'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex, PassThrough, pipeline } = require('node:stream');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

/** The lines that the promises of a stream's events and the stream itself bring about. */
function record(stream, lines, event) {
  once(stream, event).then(() => lines.push(`awaited ${event}`));
  return new Promise((resolve) => {
    stream.on('close', () => {
      lines.push('close');
      resolve();
    });
  });
}

async function asked(answer, headers) {
  const server = await listen(http2.createServer());
  server.on('stream', answer);
  const client = connect(server);
  await once(client, 'connect');
  return client.request(headers);
}

describe("What awaits an event goes on before the stream's 'close'", () => {
  afterEach(closeEverything);

  const atOnce = (stream) => {
    stream.respond();
    stream.end('answer');
  };
  const inParts = (stream) => {
    stream.respond();
    stream.write('answer');
    setImmediate(() => stream.end('rest'));
  };

  for (const [title, answer] of [['at once', atOnce], ['in parts', inParts]]) {
    it(`on a client, of the end of a response that comes ${title}`, async () => {
      const request = await asked(answer);
      const lines = [];
      const closed = record(request, lines, 'end');
      request.resume();
      await closed;
      assert.deepStrictEqual(lines, ['awaited end', 'close']);
    });

    it(`on a client, of the end of a pushed response that comes ${title}`, async () => {
      const request = await asked((stream) => {
        stream.pushStream({ ':path': '/x' }, (error, pushed) => answer(pushed));
        stream.respond({}, { endStream: true });
      });
      request.resume();
      const [pushed] = await once(request.session, 'stream');
      const lines = [];
      const closed = record(pushed, lines, 'end');
      pushed.resume();
      await closed;
      assert.deepStrictEqual(lines, ['awaited end', 'close']);
    });

    it(`on a client, of a pipeline that takes a response that comes ${title}`, async () => {
      const request = await asked(answer);
      const lines = [];
      pipeline(request, new PassThrough().resume(), (error) => lines.push(`pipeline ${error}`));
      await record(request, lines, 'end');
      // Which of the first two comes first depends on the Node's own streams.
      assert.deepStrictEqual([...lines].sort(), ['awaited end', 'close', 'pipeline undefined']);
      assert.strictEqual(lines.at(-1), 'close');
    });
  }

  for (const [title, echo] of [
    ['pipe()', (stream) => stream.pipe(stream)],
    ['writes with callbacks', (stream) => {
      stream.on('data', (chunk) => stream.write(chunk, () => {}));
      stream.on('end', () => stream.end());
    }],
  ]) {
    it(`on a server, of the finish of an echo by ${title}`, async () => {
      const lines = [];
      let closed;
      const request = await asked((stream) => {
        closed = record(stream, lines, 'finish');
        stream.respond();
        echo(stream);
      }, { ':method': 'POST' });
      request.end('body');
      await once(request.resume(), 'close');
      await closed;
      assert.deepStrictEqual(lines, ['awaited finish', 'close']);
    });
  }

  it('on a server, of an echo by web streams', async function test() {
    // The web streams of a Duplex never end there.
    if (Number(process.versions.node.split('.')[0]) < 24) this.skip();
    const lines = [];
    let closed;
    const request = await asked((stream) => {
      closed = record(stream, lines, 'finish');
      const { readable, writable } = Duplex.toWeb(stream);
      stream.respond();
      readable.pipeTo(writable).then(() => lines.push('piped'));
    }, { ':method': 'POST' });
    request.end(Buffer.alloc(200_000));
    await once(request.resume(), 'close');
    await closed;
    assert.deepStrictEqual(lines, ['awaited finish', 'piped', 'close']);
  });
});
