'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const ANSWERS = {
  'a head and end()': (stream) => { stream.respond(); stream.end(); },
  'a body': (stream) => { stream.respond(); stream.end('body'); },
  'a head alone': (stream) => stream.respond({}, { endStream: true }),
  'a file': (stream) => stream.respondWithFile(__filename),
};

describe('A request without a body that its server does not read', () => {
  afterEach(closeEverything);

  async function answered(method, answer) {
    const server = await listen(http2.createServer());
    const request = connect(server).request({ ':method': method });
    request.resume();
    const [stream] = await once(server, 'stream');
    answer(stream);
    await new Promise((resolve) => { stream.on('close', resolve); });
    return stream;
  }

  for (const [what, answer] of Object.entries(ANSWERS)) {
    it(`has ended when its stream closes after ${what}`, async () => {
      const stream = await answered('GET', answer);
      assert.ok(stream.readableEnded);
      await finished(stream);
    });
  }

  it('has ended when the answer to HEAD closes its stream', async () => {
    const stream = await answered('HEAD', ANSWERS['a head and end()']);
    assert.ok(stream.readableEnded);
    await finished(stream);
  });

  it('has not ended for a stream that its server destroys', async () => {
    const stream = await answered('GET', (one) => one.destroy());
    assert.ok(!stream.readableEnded);
  });

  it('has ended on a pushed stream that closes', async () => {
    let ended;
    await answered('GET', (stream) => stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
      pushed.respond();
      pushed.end('pushed');
      pushed.on('close', () => {
        ended = pushed.readableEnded;
        stream.respond();
        stream.end();
      });
    }));
    assert.ok(ended);
  });

  /** Those of 'end', 'finish' and 'close', in their order. */
  function recordEnds(stream) {
    const events = [];
    for (const name of ['end', 'finish', 'close']) stream.on(name, () => events.push(name));
    return events;
  }

  for (const [what, respond] of Object.entries({
    'a body': (stream) => stream.end('body'),
    'a large body': (stream) => stream.end(Buffer.alloc(60_000)),
    'a body with a callback': (stream) => stream.end('body', () => {}),
  })) {
    it(`has ended before ${what} that is sent with its end has finished`, async () => {
      const server = await listen(http2.createServer());
      let events;
      server.on('stream', (stream) => {
        events = recordEnds(stream);
        stream.respond();
        respond(stream);
      });
      connect(server).request().resume();
      const [stream] = await once(server, 'stream');
      await new Promise((resolve) => { stream.on('close', resolve); });
      assert.deepStrictEqual(events, ['end', 'finish', 'close']);
    });
  }

  it('has ended before what is pushed has finished', async () => {
    const server = await listen(http2.createServer());
    const pushes = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
          resolve({ pushed, events: recordEnds(pushed) });
          pushed.respond();
          pushed.end('pushed');
        });
        stream.respond();
        stream.end();
      });
    });
    const client = connect(server);
    client.on('stream', (pushed) => pushed.resume());
    client.request().resume();
    const { pushed, events } = await pushes;
    await new Promise((resolve) => { pushed.on('close', resolve); });
    assert.deepStrictEqual(events, ['end', 'finish', 'close']);
  });
});
