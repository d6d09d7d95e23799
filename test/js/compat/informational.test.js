'use strict';

const assert = require('node:assert');
const { answerOf, ask, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const LINK = '</styles.css>; rel=preload; as=style';
const POST = { ':method': 'POST' };

describe('Of informational responses,', () => {
  afterEach(closeEverything);

  it('100 is sent by writeContinue()', async () => {
    const { informational } = await answerOf((request, response) => {
      assert.strictEqual(response.writeContinue(), true);
      response.end();
    });
    assert.deepStrictEqual(informational, [{ ':status': 100 }]);
  });

  it('103 is sent by writeEarlyHints(), links joined', async () => {
    const { informational } = await answerOf((request, response) => {
      assert.strictEqual(response.writeEarlyHints({ link: LINK }), true);
      response.writeEarlyHints({ 'x-a': '1', link: [LINK, '</b>'] });
      response.writeEarlyHints({ link: '</a>; rel="preload"; crossorigin' });
      response.end();
    });
    assert.deepStrictEqual(informational, [
      { ':status': 103, link: LINK },
      { ':status': 103, 'x-a': '1', link: `${LINK}, </b>` },
      { ':status': 103, link: '</a>; rel="preload"; crossorigin' },
    ]);
  });

  it('103 is not sent without links', async () => {
    const { informational } = await answerOf((request, response) => {
      assert.strictEqual(response.writeEarlyHints({ link: [] }), false);
      response.end();
    });
    assert.deepStrictEqual(informational, []);
  });

  if (!olderThan(24)) {
    it('of any status but 101 are sent by writeInformation()', async () => {
      const { informational } = await answerOf((request, response) => {
        assert.strictEqual(response.writeInformation(102), true);
        response.writeInformation(103, { a: '1' });
        response.writeInformation(199, null);
        response.end();
      });
      assert.deepStrictEqual(informational,
        [{ ':status': 102 }, { ':status': 103, a: '1' }, { ':status': 199 }]);
    });
  }

  it('are not sent once the response has begun or the stream is closed', async () => {
    const outcomes = [];
    const call = (response) => {
      outcomes.push(response.writeContinue(), response.writeEarlyHints({ link: LINK }));
    };
    await new Promise((resolve) => {
      answerOf((request, response) => {
        response.flushHeaders();
        call(response);
        response.on('close', () => resolve(call(response)));
        response.end();
      });
    });
    assert.deepStrictEqual(outcomes, [false, false, false, false]);
  });
});

describe('Of the expectations of a request,', () => {
  afterEach(closeEverything);

  /** The events that a server with these listeners emits for a request, and what it answers. */
  async function conversation(headers, listeners = {}) {
    const events = [];
    const session = await serving((request, response) => {
      events.push('request');
      response.end('request');
    }, {}, (server) => {
      for (const [event, status] of Object.entries(listeners)) {
        server.on(event, (request, response) => {
          events.push(event);
          response.statusCode = status;
          response.end(event);
        });
      }
    });
    const answer = await ask(session, headers, { body: 'x' });
    return { events, answer };
  }

  const continued = { ...POST, expect: '100-continue' };

  it('100-continue is met with 100 before request', async () => {
    const { events, answer } = await conversation(continued);
    assert.deepStrictEqual(events, ['request']);
    assert.deepStrictEqual(answer.informational, [{ ':status': 100 }]);
    assert.strictEqual(answer.body, 'request');
  });

  it('100-continue goes to checkContinue instead', async () => {
    const { events, answer } = await conversation(continued, { checkContinue: 200 });
    assert.deepStrictEqual(events, ['checkContinue']);
    assert.deepStrictEqual(answer.informational, []);
  });

  for (const expectation of ['meow', '100-Continue', '']) {
    it(`"${expectation}" is answered with 417`, async () => {
      const { events, answer } = await conversation({ ...POST, expect: expectation });
      assert.deepStrictEqual(events, []);
      assert.strictEqual(answer.headers[':status'], 417);
    });
  }

  it('others go to checkExpectation', async () => {
    const { events, answer } = await conversation(
      { ...POST, expect: 'meow' }, { checkExpectation: 500, checkContinue: 200 });
    assert.deepStrictEqual(events, ['checkExpectation']);
    assert.strictEqual(answer.headers[':status'], 500);
  });

  it('CONNECT goes to connect, or is answered with 405', async () => {
    const headers = { ':method': 'CONNECT', ':authority': 'x:80', ':path': undefined };
    const refused = await conversation(headers);
    assert.deepStrictEqual(refused.events, []);
    assert.strictEqual(refused.answer.headers[':status'], 405);
    const connected = await conversation({ ...headers, expect: 'x' }, { connect: 200 });
    assert.deepStrictEqual(connected.events, ['connect']);
    assert.strictEqual(connected.answer.body, 'connect');
  });

  it('are nothing to a server without request listener', async () => {
    let streams = 0;
    const session = await serving(undefined, {}, (server) => {
      server.on('checkContinue', () => assert.fail('no request was made'));
      server.on('stream', (stream) => { streams++; stream.respond(); stream.end(); });
    });
    await ask(session, continued, { body: 'x' });
    assert.strictEqual(streams, 1);
  });
});
