'use strict';

const assert = require('node:assert');
const { answerOf, outcomeOf, recordEvents } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const BODYLESS = [['HEAD', 200], ['HEAD', 204], ['GET', 204], ['GET', 205], ['GET', 304]];

const bodies = [
  ['nothing', [], ''],
  ['null', [null], ''],
  ['an empty string', [''], ''],
  ['a string', ['héllo'], 'héllo'],
  ['a string with an encoding', ['aGk=', 'base64'], 'hi'],
  ['a Buffer', [Buffer.from('buffer')], 'buffer'],
  ['a Uint8Array', [new Uint8Array([65, 66])], 'AB'],
];

describe('response.end()', () => {
  afterEach(closeEverything);

  for (const [title, args, body] of bodies) {
    it(`takes ${title}`, async () => {
      const answer = await answerOf((request, response) => {
        assert.strictEqual(response.end(...args), response);
      });
      assert.strictEqual(answer.body, body);
      assert.strictEqual(answer.rstCode, 0);
    });

    it(`takes ${title} and a callback, called after a finish without arguments`, async () => {
      const called = await new Promise((resolve) => {
        answerOf((request, response) => {
          response.end(...args, function callback(...rest) {
            resolve([rest.length, response.writableEnded, response.writableFinished]);
          });
        });
      });
      assert.deepStrictEqual(called, [0, true, true]);
    });
  }

  it('refuses chunks of other types and unknown encodings, and may be called again', async () => {
    for (const args of [[5], [true], [{}], [[]], ['x', 'nope']]) {
      let outcome;
      const answer = await answerOf((request, response) => {
        outcome = outcomeOf(() => response.end(...args));
        assert.strictEqual(response.writableEnded, false);
        response.end('ok');
      });
      assert.strictEqual(outcome, args.length === 1 ? 'ERR_INVALID_ARG_TYPE' : 'ERR_UNKNOWN_ENCODING');
      assert.strictEqual(answer.body, 'ok');
    }
  });

  it('sets writableEnded and finished at once, and leaves writable alone', async () => {
    await answerOf((request, response) => {
      const state = () => [response.writableEnded, response.finished, response.writable];
      assert.deepStrictEqual(state(), [false, false, true]);
      response.end('x');
      assert.deepStrictEqual(state(), [true, true, true]);
    });
  });

  it('called again does nothing but call its callback in the next tick', async () => {
    const log = [];
    const answer = await answerOf((request, response) => {
      response.end('once');
      assert.strictEqual(response.end('twice', () => log.push('called')), response);
      log.push('returned');
    });
    assert.deepStrictEqual(log, ['returned', 'called']);
    assert.strictEqual(answer.body, 'once');
  });

  it('calls its callback even when the stream has closed', async () => {
    const rest = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.on('close', () => response.end('x', (...args) => resolve(args)));
        response.stream.close();
      });
    });
    assert.deepStrictEqual(rest, []);
  });

  it('is followed by close of the request, then finish and close of the response', async () => {
    for (const args of [[], ['body']]) {
      const events = [];
      await new Promise((resolve) => {
        answerOf((request, response) => {
          recordEvents(events, { request, response }, ['close', 'finish', 'aborted', 'error']);
          response.on('close', resolve);
          response.end(...args);
        });
      });
      assert.deepStrictEqual(events, ['request close', 'response finish', 'response close']);
    }
  });

  it('leaves writableFinished true in finish and close', async () => {
    const seen = [];
    await new Promise((resolve) => {
      answerOf((request, response) => {
        request.on('close', () => seen.push(response.writableFinished));
        response.on('finish', () => seen.push(response.writableFinished));
        response.on('close', () => resolve(seen.push(response.writableFinished)));
        response.end('x');
      });
    });
    assert.deepStrictEqual(seen, [true, true, true]);
  });

  it('lets a body disagree with content-length as far as HTTP/2 lets it', async () => {
    const answer = await answerOf((request, response) => {
      response.setHeader('content-length', 10);
      response.end('short');
    });
    assert.strictEqual(answer.headers['content-length'], '10');
    assert.strictEqual(answer.error.code, 'ERR_HTTP2_STREAM_ERROR');
    assert.strictEqual(answer.rstCode, 1);
  });

  it('does not make up a content-length', async () => {
    const { headers } = await answerOf((request, response) => { response.end('body'); });
    assert.strictEqual('content-length' in headers, false);
  });
});

describe('Answers without body', () => {
  afterEach(closeEverything);

  for (const [method, status] of BODYLESS) {
    it(`drop what is written: ${method} ${status}`, async () => {
      const log = [];
      const answer = await answerOf((request, response) => {
        response.statusCode = status;
        response.setHeader('x-a', '1');
        log.push(response.write('abc', (error) => log.push(error.code)));
        response.end('def');
      }, { ':method': method });
      assert.deepStrictEqual(log, [false, 'ERR_STREAM_WRITE_AFTER_END']);
      assert.strictEqual(answer.headers[':status'], status);
      assert.strictEqual(answer.headers['x-a'], '1');
      assert.strictEqual(answer.body, '');
      assert.strictEqual(answer.rstCode, 0);
    });

    it(`call back from end() around 'finish': ${method} ${status}`, async () => {
      const orders = [];
      for (const begin of [() => {}, (response) => response.writeHead(status)]) {
        const log = [];
        await new Promise((resolve) => {
          answerOf((request, response) => {
            response.statusCode = status;
            response.on('finish', () => log.push('finish'));
            response.on('close', () => resolve(log.push('close')));
            begin(response);
            response.end(() => log.push('callback'));
          }, { ':method': method });
        });
        orders.push(log.join(' '));
      }
      const [late, early] = ['finish callback close', 'callback finish close'];
      assert.deepStrictEqual(orders, method === 'HEAD' ? [late, late] : [early, late]);
    });

    it(`call back from end(): ${method} ${status}`, async () => {
      const log = [];
      await new Promise((resolve) => {
        answerOf((request, response) => {
          recordEvents(log, { response }, ['finish', 'close']);
          response.on('close', resolve);
          response.statusCode = status;
          response.end('def', () => log.push('callback'));
        }, { ':method': method });
      });
      assert.deepStrictEqual(log, ['response finish', 'callback', 'response close']);
    });
  }

  it('to HEAD close only when they are ended', async () => {
    const log = [];
    await new Promise((resolve) => {
      answerOf((request, response) => {
        recordEvents(log, { request, response }, ['finish', 'close']);
        response.write('x');
        request.on('close', () => setImmediate(() => {
          log.push('ending');
          response.end(resolve);
        }));
      }, { ':method': 'HEAD' });
    });
    assert.deepStrictEqual(log.slice(0, 3), ['request close', 'ending', 'response finish']);
  });
});

describe('response.write()', () => {
  afterEach(closeEverything);

  it('sends the headers and then the chunks, calling back', async () => {
    const log = [];
    const answer = await answerOf((request, response) => {
      assert.strictEqual(response.write('a', () => log.push('a')), true);
      assert.strictEqual(response.headersSent, true);
      response.write('YmM=', 'base64', () => log.push('bc'));
      response.write(Buffer.from('d'));
      response.end();
    });
    assert.strictEqual(answer.body, 'abcd');
    assert.deepStrictEqual(log, ['a', 'bc']);
  });

  it('refuses what is no chunk', async () => {
    const outcomes = [];
    await answerOf((request, response) => {
      for (const args of [[null], [undefined], [5], [{}], ['x', 'nope']]) {
        outcomes.push(outcomeOf(() => response.write(...args)));
      }
      response.end();
    });
    assert.deepStrictEqual(outcomes, ['ERR_STREAM_NULL_VALUES', 'ERR_INVALID_ARG_TYPE',
      'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_TYPE', 'ERR_UNKNOWN_ENCODING']);
  });

  it('returns false when there is much, and drain tells when to go on', async () => {
    const log = [];
    const answer = await answerOf((request, response) => {
      log.push(response.write(Buffer.alloc(200000)), response.writableLength > 0);
      response.on('drain', () => {
        log.push('drain');
        response.end();
      });
    });
    assert.deepStrictEqual(log, [false, true, 'drain']);
    assert.strictEqual(answer.body.length, 200000);
  });

  it('after end() fails, and closes the stream', async () => {
    const log = [];
    await answerOf((request, response) => {
      request.on('error', () => log.push('request error'));
      response.on('error', () => log.push('response error'));
      response.end('x');
      log.push(response.write('y', (error) => log.push(error.code, error.message)));
      log.push(response.stream.destroyed);
    });
    assert.deepStrictEqual(log, [false, true, 'ERR_STREAM_WRITE_AFTER_END', 'write after end']);
  });

  it('after close fails with ERR_HTTP2_INVALID_STREAM', async () => {
    const error = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.on('close', () => assert.strictEqual(response.write('x', resolve), false));
        response.stream.close();
      });
    });
    assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_STREAM');
  });

  it('is corked and uncorked with the stream', async () => {
    const answer = await answerOf((request, response) => {
      response.cork();
      response.cork();
      assert.strictEqual(response.writableCorked, 2);
      response.write('a');
      response.write('b');
      assert.strictEqual(response.writableLength, 2);
      response.uncork();
      response.uncork();
      assert.strictEqual(response.writableCorked, 0);
      response.end();
    });
    assert.strictEqual(answer.body, 'ab');
  });

  if (!olderThan(24)) {
    it('tells by writableNeedDrain and writableObjectMode what the stream tells', async () => {
      await answerOf((request, response) => {
        assert.strictEqual(response.writableObjectMode, false);
        assert.strictEqual(response.writableNeedDrain, false);
        response.write(Buffer.alloc(200000));
        assert.strictEqual(response.writableNeedDrain, true);
        assert.strictEqual(response.writableHighWaterMark, response.stream.writableHighWaterMark);
        response.end();
      });
    });
  }
});

describe('Trailers of Http2ServerResponse', () => {
  afterEach(closeEverything);

  it('are set and added until the end', async () => {
    const { trailers, body } = await answerOf((request, response) => {
      response.setTrailer('X-One', '1');
      response.addTrailers({ two: ['2', '3'], 'x-one': 'replaced' });
      response.write('a');
      response.setTrailer(' three ', '4');
      response.end('b');
    });
    assert.strictEqual(body, 'ab');
    assert.deepStrictEqual({ ...trailers }, { 'x-one': 'replaced', two: '2, 3', three: '4' });
  });

  it('follow a body that was given to end()', async () => {
    const { trailers, body } = await answerOf((request, response) => {
      response.addTrailers({ x: 'y' });
      response.end('body');
    });
    assert.deepStrictEqual([body, trailers.x], ['body', 'y']);
  });

  it('are not sent when there is no body', async () => {
    const { trailers } = await answerOf((request, response) => {
      response.addTrailers({ x: 'y' });
      response.end();
    });
    assert.strictEqual(trailers, undefined);
  });

  it('have to be an object', async () => {
    await answerOf((request, response) => {
      assert.throws(() => response.addTrailers(), TypeError);
      response.end();
    });
  });
});
