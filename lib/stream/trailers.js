'use strict';

const { nextTick, setImmediate } = require('../clock.js');
const { bodyEnds } = require('../engine/contract.js');
const {
  ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_TRAILERS_ALREADY_SENT, ERR_HTTP2_TRAILERS_NOT_READY,
} = require('../errors/errors.js');
const { pairsOf } = require('../headers/raw.js');
const { TRAILERS } = require('../headers/rules.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { validateObject } = require('../validators.js');
const { kHooks } = require('./hooks.js');
const { encodeBlock, expectTrailers } = require('./message.js');
const { dropUnread } = require('./reset.js');
const { Sending, kState } = require('./state.js');

/** The trailers that end our message (RFC 9113, 8.1). Those of the peer arrive in head-in.js. */

const { ALONE, WITH_HEAD } = bodyEnds;

/** Writable postpones `'finish'` for a tick or two. */
const TICKS_UNTIL_FINISH = 3;

/** From now on the engine asks for trailers at the end of our body, as with `waitForTrailers`. */
function awaitTrailers(stream) {
  const state = stream[kState];
  if (state.connection === undefined) return;
  expectTrailers(state);
  if (state.live) state.connection.engine.awaitTrailers(state.id);
}

/**
 * The engine has sent our body. 'finish' comes before 'wantTrailers' when the end of the body is sent apart
 * from its last bytes, and on a server also when all of the body is sent with the head.
 * @param {number} bodyEnd one of `bodyEnds`
 */
function engineWantsTrailers(stream, bodyEnd) {
  const finishesFirst = bodyEnd === ALONE || (bodyEnd === WITH_HEAD && !stream[kState].isClient);
  offerTrailers(stream, finishesFirst ? TICKS_UNTIL_FINISH : 0);
}

function offerTrailers(stream, ticksLeft) {
  const state = stream[kState];
  if (!stream.writableFinished && ticksLeft > 0) {
    nextTick(offerTrailers, stream, ticksLeft - 1);
    return;
  }
  if (stream.destroyed || state.closed) return;
  state.trailersDue();
  const hooks = stream[kHooks];
  if (hooks !== undefined) hooks.wantTrailers();
  else if (!stream.emit('wantTrailers')) stream.sendTrailers({});
}

/** `stream.sendTrailers()`. */
function sendTrailers(stream, headers) {
  const state = stream[kState];
  if (stream.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (state.sentTrailers) throw new ERR_HTTP2_TRAILERS_ALREADY_SENT();
  if (state.sending !== Sending.TRAILERS) throw new ERR_HTTP2_TRAILERS_NOT_READY();
  if (headers !== undefined) validateObject(headers, 'headers');
  const sent = Object.assign({ __proto__: null }, headers);
  const block = encodeBlock(state, pairsOf(sent), TRAILERS);
  if (tracing) traceStream(state, 'sending trailers');
  state.sentTrailers = sent;
  state.trailersSent();
  state.connection.engine.trailers(state.id, block);
  if (!state.remoteEnded && !state.isClient) setImmediate(dropUnread, stream);
}

module.exports = { awaitTrailers, engineWantsTrailers, sendTrailers };
