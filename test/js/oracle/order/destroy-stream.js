'use strict';

const { clientActs, serverActs } = require('../../../support/stream-acts');

const MOMENTS = {
  request: 'in the turn of request()', ready: 'when it is ready',
  response: "on 'response'", data: "on 'data'",
};

const ERRORS = { '': undefined, ' with an error': new Error('boom') };

const destroys = (error, code) => (stream) => {
  if (code !== undefined) stream.close(code);
  stream.destroy(error);
};

const situations = {};

for (const [reason, error] of Object.entries(ERRORS)) {
  for (const [at, moment] of Object.entries(MOMENTS)) {
    situations[`the client destroys it${reason} ${moment}`] =
      clientActs(at, destroys(error), { settles: true });
  }
  situations[`the client destroys a GET${reason} on 'response'`] =
    clientActs('response', destroys(error), { method: 'GET', settles: true });
  for (const code of [2, 8]) {
    situations[`the client closes with ${code} and destroys${reason} in one turn`] =
      clientActs('response', destroys(error, code), { settles: true });
  }
  for (const method of ['POST', 'GET']) {
    situations[`the server destroys a ${method}${reason} before it answers`] =
      serverActs(destroys(error), { method });
    situations[`the server destroys a ${method}${reason} in the middle of its answer`] =
      serverActs(destroys(error), { method, responded: true });
  }
}

for (const code of [2, 8]) {
  situations[`the server closes with ${code} and destroys in one turn`] =
    serverActs(destroys(undefined, code), { responded: true });
}

const abort = Object.assign(new Error('x'), { name: 'AbortError', code: 'ABORT_ERR' });
situations['an AbortError of the server cancels'] = serverActs(destroys(abort));

module.exports = { 'destroy-stream': situations };
