'use strict';

const http2 = require('./impl');
const { closeEverything, connect, listen } = require('./listening');

/** Sends one request and collects its answer; resolves when its stream has closed, never rejects. */
function ask(session, headers = {}, { body, options } = {}) {
  const stream = session.request({ ':path': '/', ...headers }, options);
  const answer = { informational: [], stream };
  const chunks = [];
  stream.on('headers', (received) => answer.informational.push(plain(received)));
  stream.on('response', (received) => { answer.headers = plain(received); });
  stream.on('trailers', (received) => { answer.trailers = plain(received); });
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('error', (error) => { answer.error = error; });
  if (body !== undefined) stream.end(body);
  return new Promise((resolve) => {
    stream.on('close', () => {
      answer.body = Buffer.concat(chunks).toString();
      answer.rstCode = stream.rstCode;
      resolve(answer);
    });
  });
}

/** Without prototype and symbols. */
function plain(headers) {
  return Object.fromEntries(Object.entries(headers));
}

/** A client session to a new server that answers with `handler(request, response)`. */
async function serving(handler, options = {}, prepare = () => {}) {
  const server = http2.createServer(options, handler);
  prepare(server);
  return connect(await listen(server));
}

/** Answers one request with `handler` and resolves to what the client got. */
async function answerOf(handler, headers, details) {
  return ask(await serving(handler), headers, details);
}

/** For `throwing()`: runs the misuse in a handler, which ends the response if it is not. */
async function misuseInHandler(misuse, before = () => {}) {
  await answerOf((request, response) => {
    before(response);
    misuse(response, request);
    if (!response.stream.closed) response.end();
  });
  await closeEverything();
}

/** The names of events in the order in which the emitters emit them: `'response finish'`. */
function recordEvents(log, emitters, names) {
  for (const [label, emitter] of Object.entries(emitters)) {
    for (const name of names) emitter.on(name, () => log.push(`${label} ${name}`));
  }
  return log;
}

/** Calls and returns the outcome: the returned value, or the code (or text) of the error. */
function outcomeOf(call) {
  try {
    return call();
  } catch (error) {
    return error.code ?? error.message;
  }
}

module.exports = { answerOf, ask, misuseInHandler, outcomeOf, recordEvents, serving };
