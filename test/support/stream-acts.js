'use strict';

const { ANSWERED_IN_PART, client, closing, server } = require('./conversation');
const { GET, POST } = require('./frame-peer');

const stateOf = (stream) =>
  `closed ${stream.closed} destroyed ${stream.destroyed} rstCode ${stream.rstCode} ` +
  `aborted ${stream.aborted}`;

/**
 * A client of which a stream meets `act` at the event `at`; `'request'` is the turn of request().
 * @param {{ method?: string, settles?: boolean }} options whether the conversation goes on after the
 *   stream's `'close'` until all that the client has sent was seen
 */
function clientActs(at, act, { method = 'POST', settles = false } = {}) {
  return client(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': method }));
    const closed = closing(stream);
    const meet = () => {
      act(stream, log);
      log.mark(stateOf(stream));
    };
    if (at === 'request') meet();
    else stream.once(at, meet);
    peer.greet();
    if (at === 'response' || at === 'data') {
      await peer.until('HEADERS');
      peer.send(...ANSWERED_IN_PART);
    }
    await closed;
    if (settles) await peer.soFar();
  });
}

/** A server of which a stream meets `act` in its `'stream'` event, before or after it answers. */
function serverActs(act, { method = 'POST', responded = false } = {}) {
  const ended = method === 'GET';
  return server({
    answer: (stream, log) => {
      if (responded) {
        stream.respond();
        stream.write('part');
      }
      act(stream, log);
      log.mark(stateOf(stream));
    },
    script: async (peer, log, session, served) => {
      peer.send({ type: 'HEADERS', streamId: 1, headers: ended ? GET : POST, endStream: ended });
      await peer.soFar();
      await served[0].closed;
      await peer.soFar();
    },
  });
}

module.exports = { clientActs, serverActs };
