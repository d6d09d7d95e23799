'use strict';

const { ANSWERED_IN_PART, client, closing, server } = require('../../../support/conversation');
const { GET, POST } = require('../../../support/frame-peer');

const CODES = [0, 2, 7, 8];

/** The server of frames resets the client's stream. */
const serverResets = (code, { answered = true, ended = false, read = true } = {}) =>
  client(async (session, log, peer) => {
    const stream = log.stream(session.request({ ':method': ended ? 'GET' : 'POST' }), { read });
    peer.greet();
    await peer.until('HEADERS');
    const closed = closing(stream);
    if (answered) peer.send(...ANSWERED_IN_PART);
    peer.send({ type: 'RST_STREAM', streamId: 1, code });
    if (!read) {
      await peer.soFar();
      log.note('resume');
      stream.resume();
    }
    await closed;
  });

/** The client of frames resets the server's stream. */
const clientResets = (code, { responded = true, ended = false, read = true } = {}) => server({
  answer: (stream) => {
    if (!read) stream.pause();
    if (responded) {
      stream.respond();
      stream.write('part');
    }
  },
  script: async (peer, log, session, served) => {
    peer.send({ type: 'HEADERS', streamId: 1, headers: ended ? GET : POST, endStream: ended });
    if (!ended) peer.send({ type: 'DATA', streamId: 1, data: 'body' });
    if (responded) await peer.until('DATA', { streamId: 1 });
    await peer.soFar();
    peer.send({ type: 'RST_STREAM', streamId: 1, code });
    await peer.soFar();
    if (!read) {
      log.note('resume');
      served[0].stream.resume();
    }
  },
});

const situations = {};

for (const code of CODES) {
  Object.assign(situations, {
    [`the server resets with ${code} before it answers`]: serverResets(code, { answered: false }),
    [`the server resets with ${code} in the middle of its answer`]: serverResets(code),
    [`the server resets with ${code} an answer to a GET`]: serverResets(code, { ended: true }),
    [`the server resets with ${code} an answer that is not read`]: serverResets(code, { read: false }),
    [`the client resets with ${code} in the middle of the answer to a POST`]: clientResets(code),
    [`the client resets with ${code} in the middle of the answer to a GET`]:
      clientResets(code, { ended: true }),
    [`the client resets with ${code} before the answer`]: clientResets(code, { responded: false }),
    [`the client resets with ${code} a body that is not read`]: clientResets(code, { read: false }),
  });
}

module.exports = { 'reset-stream': situations };
