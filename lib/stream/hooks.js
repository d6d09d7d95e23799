'use strict';

/**
 * The hooks of a stream: an object that learns of some events before the program's listeners do. The
 * Compatibility API has one for each stream that it shows as a request or a response, its `Exchange`.
 *
 * | method                                   | the stream calls it                             |
 * |------------------------------------------|-------------------------------------------------|
 * | `aborted()`                              | before it emits `'aborted'`                     |
 * | `dataArrives()`                          | before it pushes DATA into its Readable         |
 * | `timeout()`                              | before it emits `'timeout'`                     |
 * | `trailers(trailers, flags, rawTrailers)` | before it emits `'trailers'`                    |
 * | `wantTrailers()`                         | instead of `'wantTrailers'`: to send trailers   |
 *
 * Events that few streams need, such as `'drain'`, have no hook: the layer adds a listener when it needs one.
 *
 * Besides the public methods, a layer above may use what the modules of this folder export: whether the
 * stream is closed or has ended well (state.js), is being read (body-in.js) or has a `write()` that
 * nobody replaced (stream.js), and `awaitTrailers()` (trailers.js). It gives `respond()` a headers
 * object that it never changes again.
 */

/** On a stream: its hooks. */
const kHooks = Symbol('hooks');

function setHooks(stream, hooks) {
  stream[kHooks] = hooks;
}

/** @returns {object|undefined} */
function hooksOf(stream) {
  return stream[kHooks];
}

module.exports = { hooksOf, kHooks, setHooks };
