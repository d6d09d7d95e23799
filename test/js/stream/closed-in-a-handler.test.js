'use strict';

const assert = require('node:assert');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted, olderThan } = require('../../support/oracle');
const { clientOver, serverOver } = require('../../support/transports');

// What a handler may do with its stream, and what the stream emits after that.
const ENDINGS = {
  'close(0)': { act: (stream) => stream.close(0), tail: ['end', 'close 0'] },
  'close(2)': { act: (stream) => stream.close(2), tail: ['error ERR_HTTP2_STREAM_ERROR', 'close 2'] },
  'close(8)': { act: (stream) => stream.close(8), tail: ['end', 'close 8'] },
  'destroy()': { act: (stream) => stream.destroy(), tail: ['end', 'close 0'] },
  'destroy(error)': {
    act: (stream) => stream.destroy(new Error('mine')), tail: ['error mine', 'close 2'],
  },
};

const EVENTS = ['continue', 'headers', 'response', 'push', 'trailers', 'data', 'end', 'aborted'];

/** The lines of what a stream emits; `act` is called in its first event of that name. */
function recordUntilClosed(stream, lines, event, act) {
  for (const name of EVENTS) {
    stream.on(name, () => {
      lines.push(name);
      if (name === event && lines.indexOf(name) === lines.length - 1) act(stream);
    });
  }
  stream.on('error', ({ code, message }) => lines.push(`error ${code ?? message}`));
  return new Promise((resolve) => {
    stream.on('close', () => {
      lines.push(`close ${stream.rstCode}`);
      resolve();
    });
  });
}

/** How the peer's frames come: all in one read, or each when the one before has been dealt with. */
const READS = {
  'in the same read': (peer, frames) => answersTo(peer, frames),
  'in later reads': async (peer, frames) => {
    const answers = [];
    for (const frame of frames) answers.push(...await answersTo(peer, [frame]));
    return answers;
  },
};

// The builtin of Node 24 sends a reset after what its read has brought, whatever the code.
if (olderThan(26) && !olderThan(24)) delete READS['in the same read'];

/** The acknowledgement of a PING overtakes other frames: the second one comes after all answers. */
async function answersTo(peer, frames) {
  const first = await peer.send(...frames).soFar();
  return [...first, ...await peer.soFar()];
}

const head = (streamId, status) => ({ type: 'HEADERS', streamId, headers: [[':status', status]] });
const data = (streamId) => ({ type: 'DATA', streamId, data: 'some' });
const trailers = (streamId) => ({
  type: 'HEADERS', streamId, headers: [['t', '1']], endStream: true,
});
const promise = (promised) => ({ type: 'PUSH_PROMISE', streamId: 1, promised, headers: GET });

const RESPONSE = [head(1, '103'), head(1, '100'), head(1, '200'), data(1), data(1), trailers(1)];
const RESPONSE_EVENTS = ['headers', 'continue', 'headers', 'response', 'data', 'data', 'trailers'];
const PUSH = [promise(2), head(1, '200'), head(2, '200'), data(2), data(2), trailers(2), trailers(1)];
const PUSH_EVENTS = ['stream', 'push', 'data', 'data', 'trailers'];

/** The lines up to the first event of that name, and what is emitted together with it. */
function upTo(events, event) {
  const end = events.indexOf(event) + 1;
  return events.slice(0, event === 'continue' ? end + 1 : end);
}

function expectedLines(events, event, ending, reads) {
  const { tail } = ENDINGS[ending];
  // The reset of a cancelled stream is sent after what its read has brought, and that is delivered.
  if (ending === 'close(8)' && reads === 'in the same read') return [...events, ...tail];
  if (event === 'trailers' && ending === 'close(2)') return [...upTo(events, event), 'end', ...tail];
  // Nobody has begun to read.
  if (event === 'stream' && ending === 'destroy()') return ['stream', 'close 0'];
  return [...upTo(events, event), ...tail];
}

// Over a Duplex the builtin runs no ticks between the frames of a read.
for (const transport of ['TCP', 'TLS']) {
  describe(`A request that its user ends in a handler, over ${transport}`, () => {
    afterEach(closeEverything);
    for (const reads of Object.keys(READS)) {
      for (const event of ['headers', 'continue', 'response', 'data', 'trailers']) {
        for (const [ending, { act }] of Object.entries(ENDINGS)) {
          it(`with ${ending} in '${event}' emits nothing for frames that come ${reads}`, async () => {
            const { session, peer } = await clientOver(transport);
            const lines = [];
            const closed = recordUntilClosed(session.request(), lines, event, act);
            await peer.until('HEADERS');
            await READS[reads](peer, RESPONSE);
            await closed;
            assert.deepStrictEqual(lines, expectedLines(RESPONSE_EVENTS, event, ending, reads));
          });
        }
      }
    }
  });

  describe(`A pushed stream that its user ends in a handler, over ${transport}`, () => {
    afterEach(closeEverything);
    for (const reads of Object.keys(READS)) {
      for (const event of ['stream', 'push', 'data', 'trailers']) {
        for (const [ending, { act }] of Object.entries(ENDINGS)) {
          it(`with ${ending} in '${event}' emits nothing for frames that come ${reads}`, async () => {
            const { session, peer } = await clientOver(transport);
            const lines = [];
            const closed = new Promise((resolve) => {
              session.on('stream', (stream) => {
                lines.push('stream');
                resolve(recordUntilClosed(stream, lines, event, act));
                if (event === 'stream') act(stream);
              });
            });
            session.request().resume();
            await peer.until('HEADERS');
            await READS[reads](peer, PUSH);
            await closed;
            assert.deepStrictEqual(lines, expectedLines(PUSH_EVENTS, event, ending, reads));
          });
        }
      }
    }
  });

  describe(`A request that its user ends when all of its response has come, over ${transport}`, () => {
    afterEach(closeEverything);
    for (const ending of ['close(0)', 'close(2)', 'destroy()', 'destroy(error)']) {
      itIsWanted('Ends of streams and sessions', `with ${ending} is not reset`, async () => {
        const { session, peer } = await clientOver(transport);
        const closed = recordUntilClosed(session.request(), [], 'response', ENDINGS[ending].act);
        await peer.until('HEADERS');
        peer.lines.length = 0;
        await answersTo(peer, RESPONSE);
        await closed;
        assert.deepStrictEqual(peer.lines, []);
      });
    }
  });

  describe(`What is pushed for a request that its user has ended, over ${transport}`, () => {
    afterEach(closeEverything);
    for (const reads of Object.keys(READS)) {
      for (const ending of ['close(0)', 'close(2)', 'destroy()', 'destroy(error)']) {
        it(`with ${ending} is refused when it is promised ${reads}, and else comes`, async () => {
          const { session, peer } = await clientOver(transport);
          const pushed = [];
          session.on('stream', (stream) => {
            const lines = [`stream ${stream.id}`];
            pushed.push(lines);
            recordUntilClosed(stream, lines);
          });
          const request = session.request();
          recordUntilClosed(request, [], 'response', ENDINGS[ending].act);
          await peer.until('HEADERS');
          // What is promised stays open: the peer sees what becomes of it.
          const frames = [promise(2), head(1, '200'), promise(4), head(2, '200'), trailers(2)];
          const answers = await READS[reads](peer, frames);
          const reset = answers.filter(({ type, streamId }) => type === 'RST_STREAM' && streamId === 4);
          assert.deepStrictEqual(reset.map(({ code }) => code), [8]);
          assert.deepStrictEqual(pushed,
            [['stream 2', 'push', 'trailers', 'end', 'close 0']]);
        });
      }
    }
  });

  describe(`A request with a body that its user ends in 'response', over ${transport}`, () => {
    afterEach(closeEverything);
    for (const [ending, expected] of [
      ['close(0)', ['RST_STREAM 1 code 0']], ['close(2)', ['RST_STREAM 1 code 2']],
      ['close(8)', ['DATA 1 0 bytes END_STREAM', 'RST_STREAM 1 code 8']],
      ['destroy()', ['RST_STREAM 1 code 0']], ['destroy(error)', ['RST_STREAM 1 code 2']],
    ]) {
      it(`with ${ending} is reset`, async function test() {
        // Node 20 and Node 24 end the body before the reset.
        if (olderThan(26)) this.skip();
        const { session, peer } = await clientOver(transport);
        const request = session.request({ ':method': 'POST' });
        const closed = recordUntilClosed(request, [], 'response', ENDINGS[ending].act);
        await peer.until('HEADERS');
        peer.lines.length = 0;
        await peer.send(head(1, '200')).soFar();
        await closed;
        await peer.soFar();
        assert.deepStrictEqual(peer.lines, expected);
      });
    }
  });

  describe(`A server's stream that its user ends in a handler, over ${transport}`, () => {
    afterEach(closeEverything);
    const events = ['stream', 'data', 'data', 'trailers'];
    const rest = [data(1), data(1), trailers(1)];

    const expectedOnServer = (event, ending, reads) => {
      const lines = expectedLines(events, event, ending, reads);
      lines.splice(upTo(events, event).length, 0, 'aborted');
      return lines;
    };

    for (const reads of Object.keys(READS)) {
      for (const event of ['stream', 'data', 'trailers']) {
        for (const [ending, { act }] of Object.entries(ENDINGS)) {
          it(`with ${ending} in '${event}' emits nothing for frames that come ${reads}`, async () => {
            const { server, peer } = await serverOver(transport);
            const lines = [];
            const closed = new Promise((resolve) => {
              server.on('stream', (stream) => {
                lines.push('stream');
                resolve(recordUntilClosed(stream, lines, event, act));
                if (event === 'stream') act(stream);
              });
            });
            const request = { type: 'HEADERS', streamId: 1, headers: POST };
            if (event === 'stream') {
              await READS[reads](peer, [request, ...rest]);
            } else {
              await peer.send(request).soFar();
              await READS[reads](peer, rest);
            }
            await closed;
            assert.deepStrictEqual(lines, expectedOnServer(event, ending, reads));
          });
        }
      }
    }

    it('with close(0) after end() delivers what came in the same read', async () => {
      const { server, peer } = await serverOver(transport);
      const lines = [];
      server.on('stream', (stream) => {
        recordUntilClosed(stream, lines);
        stream.respond();
        stream.end('answer');
        stream.close(0);
      });
      await answersTo(peer, [{ type: 'HEADERS', streamId: 1, headers: POST }, ...rest]);
      assert.deepStrictEqual(lines.slice(0, 3), ['data', 'data', 'trailers']);
    });
  });
}
