'use strict';

const assert = require('node:assert');
const { finished, pipeline } = require('node:stream');
const { answerOf, ask, recordEvents, serving } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything } = require('../../support/listening');

const POST = { ':method': 'POST' };

describe('The body of an Http2ServerRequest', () => {
  afterEach(closeEverything);

  it('is read with data and end', async () => {
    const answer = await answerOf((request, response) => {
      request.setEncoding('utf8');
      let text = '';
      request.on('data', (chunk) => { text += chunk; });
      request.on('end', () => response.end(text.toUpperCase()));
    }, POST, { body: 'héllo' });
    assert.strictEqual(answer.body, 'HÉLLO');
  });

  it('is read with for await', async () => {
    const answer = await answerOf(async (request, response) => {
      response.end(await textOf(request));
    }, POST, { body: 'abc' });
    assert.strictEqual(answer.body, 'abc');
  });

  it('is read with readable and read()', async () => {
    const pieces = [];
    await answerOf((request, response) => {
      request.on('readable', () => {
        for (let piece; (piece = request.read(4)) !== null;) pieces.push(piece.toString());
        const rest = request.read();
        if (rest !== null) pieces.push(rest.toString());
      });
      request.on('end', () => response.end());
    }, POST, { body: 'hello world' });
    assert.strictEqual(pieces.join(''), 'hello world');
    assert.strictEqual(pieces[0], 'hell');
  });

  it('waits for a reader that comes late', async () => {
    const answer = await answerOf((request, response) => {
      setImmediate(() => request.pipe(response));
    }, POST, { body: 'late' });
    assert.strictEqual(answer.body, 'late');
  });

  it('is empty for a GET, which ends all the same', async () => {
    const answer = await answerOf(async (request, response) => {
      response.end(`<${await textOf(request)}>`);
    });
    assert.strictEqual(answer.body, '<>');
  });

  it('passes through stream.pipeline(request, response)', async () => {
    const body = 'x'.repeat(500000);
    let tell;
    const outcome = new Promise((resolve) => { tell = resolve; });
    const answer = await answerOf((request, response) => {
      pipeline(request, response, (error) => tell(error ?? 'done'));
    }, POST, { body });
    assert.strictEqual(answer.body.length, body.length);
    assert.strictEqual(await outcome, 'done');
  });

  for (const first of ['request', 'stream']) {
    it(`is read from request and stream at once, ${first} first`, async () => {
      const read = { request: '', stream: '' };
      const session = await serving((request, response) => {
        const sources = first === 'request' ? { request, stream: request.stream } :
          { stream: request.stream, request };
        for (const [name, source] of Object.entries(sources)) {
          source.on('data', (chunk) => { read[name] += chunk; });
        }
        request.on('end', () => response.end());
      });
      await ask(session, { ':method': 'POST' }, { body: 'both' });
      assert.deepStrictEqual(read, { request: 'both', stream: 'both' });
    });
  }

  it('is paused and resumed', async () => {
    let length = 0;
    const answer = await answerOf((request, response) => {
      request.once('data', (first) => {
        length = first.length;
        request.pause();
        assert.strictEqual(request.isPaused(), true);
        request.on('data', (chunk) => { length += chunk.length; });
        setImmediate(() => request.resume());
      });
      request.on('end', () => response.end());
    }, POST, { body: Buffer.alloc(200000) });
    assert.strictEqual(answer.rstCode, 0);
    assert.strictEqual(length, 200000);
  });

  it('may be put back with unshift()', async () => {
    const answer = await answerOf((request, response) => {
      request.once('data', (chunk) => {
        request.pause();
        request.unshift(chunk);
        request.pipe(response);
      });
    }, POST, { body: 'again' });
    assert.strictEqual(answer.body, 'again');
  });

  it('that nobody reads ends after close', async () => {
    const events = [];
    await new Promise((resolve) => {
      answerOf((request, response) => {
        recordEvents(events, { request, response }, ['close', 'end', 'finish']);
        request.on('end', resolve);
        response.end('ok');
      }, POST, { body: 'unread' });
    });
    assert.deepStrictEqual(events,
      ['request close', 'response finish', 'response close', 'request end']);
  });

  it('that nobody reads or listens to counts as ended after close', async () => {
    const shown = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.on('close', () => setImmediate(() => resolve(
          [request.readableEnded, request.readable, request.complete, request.destroyed])));
        response.end('ok');
      });
    });
    assert.deepStrictEqual(shown, [true, false, true, false]);
  });

  it('is complete when it was read to its end', async () => {
    const complete = [];
    await answerOf((request, response) => {
      complete.push(request.complete);
      request.on('end', () => {
        complete.push(request.complete);
        response.end();
      }).resume();
    }, POST, { body: 'x' });
    assert.deepStrictEqual(complete, [false, true]);
  });

  it('lets stream.finished() see the end of both', async () => {
    const outcomes = await new Promise((resolve) => {
      const seen = [];
      const note = (label) => (error) => {
        seen.push(`${label} ${error ?? 'ok'}`);
        if (seen.length === 2) resolve(seen);
      };
      answerOf((request, response) => {
        finished(request, note('request'));
        finished(response, note('response'));
        request.resume();
        response.end('x');
      }, POST, { body: 'x' });
    });
    assert.deepStrictEqual(outcomes.sort(), ['request ok', 'response ok']);
  });

  it('is read by many requests of one session at once', async () => {
    const session = await serving((request, response) => { request.pipe(response); });
    const bodies = Array.from({ length: 30 }, (unused, i) => `body ${i}`.repeat(i + 1));
    const answers = await Promise.all(bodies.map((body) => ask(session, POST, { body })));
    assert.deepStrictEqual(answers.map(({ body }) => body), bodies);
  });
});
