'use strict';

const { clientActs, serverActs } = require('../../../support/stream-acts');

const CODES = [0, 1, 2, 5, 7, 8, 11];
const SOME_CODES = [0, 2, 7, 8];

const MOMENTS = {
  request: 'in the turn of request()', ready: 'when it is ready',
  response: "on 'response'", data: "on 'data'",
};

const ANSWERED = { 'before it answers': false, 'in the middle of its answer': true };

const closes = (code) => (stream, log) => {
  stream.close(code, () => log.note('callback of close()'));
};

const situations = {};

for (const code of CODES) {
  for (const [at, moment] of Object.entries(MOMENTS)) {
    situations[`the client closes with ${code} ${moment}`] = clientActs(at, closes(code));
  }
  situations[`the client closes with ${code} a GET on 'response'`] =
    clientActs('response', closes(code), { method: 'GET' });
}

for (const code of SOME_CODES) {
  for (const [moment, responded] of Object.entries(ANSWERED)) {
    for (const method of ['POST', 'GET']) {
      const what = method === 'GET' ? ' a GET' : '';
      situations[`the server closes with ${code}${what} ${moment}`] =
        serverActs(closes(code), { method, responded });
    }
  }
}

module.exports = { 'close-stream': situations };
