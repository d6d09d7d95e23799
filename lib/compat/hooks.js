'use strict';

/**
 * The contract between the streams of the core and the Compatibility API. It works in two ways, and
 * a program can't tell them apart.
 *
 * **Listeners** (any `ServerHttp2Stream`-like Duplex): the exchange adds its listeners to the
 * stream when it is created.
 *
 * **Hooks** (streams whose class has `prototype[kCallsCompat] === true`): the stream itself calls
 * the methods of `stream[kCompat]` (an `Exchange`, see exchange.js), when it has one, each at the
 * moment of the event of the same name and *before* the listeners of users:
 *
 *     stream[kCompat]?.aborted();
 *     stream.emit('aborted');
 *
 * | method                                   | when                                             |
 * |------------------------------------------|--------------------------------------------------|
 * | `aborted()`                              | before `'aborted'`                               |
 * | `bodyComes()`                            | before DATA is pushed into the stream            |
 * | `timeout()`                              | before `'timeout'`                               |
 * | `trailers(trailers, flags, rawTrailers)` | before `'trailers'`                              |
 * | `wantTrailers()`                         | before `'wantTrailers'`; it calls `sendTrailers` |
 *
 * `'close'`, and a request's `'error'`, are listened to from the start, `'drain'` once a write was refused.
 * `'data'`, `'end'` and `'finish'` need no hook: they are listened to when a program reads the
 * request or passes a callback to `response.end()`. A timeout counts as handled, so the stream is
 * not closed by it, as if it had a `'timeout'` listener.
 *
 * What the exchange uses of a stream is public, but for these:
 *
 * - `stream.headRequest`: whether the request's method is HEAD.
 * - `stream[kWaitForTrailers]()`, optional: from now on the stream waits for trailers as if
 *   `respond()` had been called with `waitForTrailers: true`. With it an answer costs that wait
 *   only when trailers are set; without it only an answer whose whole body goes to `end()` does
 *   without. The stream may ignore the call when its last DATA frame is already on the way.
 * - `stream[kWritesPlainly]()`, optional: whether a body may go to `end()` alone. Without it, or if it
 *   says no, `write()` is called.
 * - `session[kRawSocket]`: the socket itself, where `session.socket` is a proxy.
 *
 * `respond(headers, options)` is given the exchange's own headers object, which is then never
 * changed by it again, and one of a few frozen options objects: neither needs a copy. It must not
 * add to the headers object (a program sees it through `response.getHeaders()`).
 */

/** On a stream: its `Exchange`. */
const kCompat = Symbol('compat');

/** On a stream's prototype: true when the class calls the methods of `stream[kCompat]`. */
const kCallsCompat = Symbol('callsCompat');

/** On a stream's prototype: a method, see above. */
const kWaitForTrailers = Symbol('waitForTrailers');

/** On a stream's prototype: whether `write()` is the stream's own, replaced by nobody. */
const kWritesPlainly = Symbol('writesPlainly');

/** On a session: the `net.Socket` or `tls.TLSSocket` behind the proxy `session.socket`. */
const kRawSocket = Symbol('rawSocket');

module.exports = { kCallsCompat, kCompat, kRawSocket, kWaitForTrailers, kWritesPlainly };
