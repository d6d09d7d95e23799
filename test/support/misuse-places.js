'use strict';

const { once } = require('node:events');
const http2 = require('./impl');
const { closeEverything, connect, listen } = require('./listening');

const ignoreErrors = (emitter) => emitter.on('error', () => {});

// Each of these calls `misuse` with what it is about, in a state in which most calls are allowed,
// and cleans up.

async function pair() {
  const server = await listen(http2.createServer());
  server.on('sessionError', () => {});
  const served = once(server, 'session');
  const session = ignoreErrors(connect(server));
  await once(session, 'connect');
  return { server, session, served: ignoreErrors((await served)[0]) };
}

// A request that a test makes fails on its own, later: that is not the matter here.
const quiet = (session) => {
  const { request } = session;
  session.request = (...args) => ignoreErrors(request.apply(session, args));
  return session;
};

async function call(misuse) {
  const made = misuse();
  if (made?.on) ignoreErrors(made);
  made?.destroy?.();
}

async function onClient(misuse) {
  misuse(quiet((await pair()).session));
  await closeEverything();
}

async function onServer(misuse) {
  misuse((await pair()).served);
  await closeEverything();
}

async function onDestroyedClient(misuse) {
  const { session } = await pair();
  const closed = once(session, 'close');
  session.destroy();
  await closed;
  misuse(session);
  await closeEverything();
}

async function onClientStream(misuse) {
  const { session } = await pair();
  const stream = ignoreErrors(session.request({ ':method': 'POST' }));
  if (stream.pending) await once(stream, 'ready');
  misuse(stream);
  await closeEverything();
}

async function onServerStream(misuse) {
  const { server, session } = await pair();
  const arrived = once(server, 'stream');
  ignoreErrors(session.request({ ':method': 'POST' }));
  const [stream] = await arrived;
  misuse(ignoreErrors(stream));
  await closeEverything();
}

module.exports = { call, onClient, onClientStream, onDestroyedClient, onServer, onServerStream };
