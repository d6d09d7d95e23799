'use strict';

const { HELLO } = require('./fixtures');

/** Has a server answer each stream with hello world, by the core API. */
function answerHello(server) {
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/plain' });
    stream.end(HELLO);
  });
}

module.exports = { answerHello };
