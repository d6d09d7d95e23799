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
});
