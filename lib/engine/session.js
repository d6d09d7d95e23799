'use strict';

const { Session, contract } = require('./addon.js');
const { positionsOf } = require('./contract.js');
const { Delivery } = require('./delivery.js');
const { engineOptions } = require('./options.js');

/**
 * The engine's session: a native object of the class `SessionWrap`, whose methods
 * `binding/session_methods.cc` lists. Nobody but this file sees the class.
 *
 * Methods that send something return 0, or an id where it says so; or a negative error of nghttp2, whose
 * text is `errorText()` of addon.js. After `destroy()` they return NGHTTP2_ERR_STREAM_CLOSED, and the
 * others do nothing.
 *
 * `block` is a header list as `headers/encode.js` makes it; `id` a stream's id; `code` an error code of
 * RFC 9113, section 7.
 *
 * @typedef {object} EngineSession
 *
 * Transport
 * @property {(fd: number) => number} attachDescriptor reads and writes the descriptor itself; 0 or a
 *   negative errno
 * @property {(fd: number, finished: Uint8Array, isDue: boolean) => number} attachTls the same below a
 *   TLSSocket that has sent this Finished message, and writes at once if output is due; -ENOENT for good,
 *   -EBUSY while `node:tls` has something to read or to write
 * @property {() => string[]|undefined} getTlsError why the TLS connection has failed, in OpenSSL's words:
 *   the message, the library that found the error, and the reason
 * @property {() => number} separateDescriptor goes on with a duplicate, as the socket is about to read or
 *   write by itself; 0 or a negative errno
 * @property {(goesOn?: boolean) => Uint8Array|undefined} detachDescriptor lets go of the descriptor, as the
 *   socket is about to be closed, or with `goesOn`, over TLS, to read and write by itself; what it has to
 *   write then before anything else
 * @property {(referenced: boolean) => void} setReferenced whether the descriptor keeps the process alive
 * @property {(input: ArrayBuffer) => void} receive what a transport in JavaScript has read
 * @property {(input: ArrayBuffer, depth: number) => number} receiveEvents both that and `takeEvents()`
 * @property {(depth: number) => number} takeEvents writes events into the batch of this depth; their size
 *   in integers, or `~size`: one event did not fit, so the batch has a larger array now
 * @property {() => number} hasEvents one of `pendingEvents`
 * @property {(into: Uint8Array) => number} pull writes output for a transport in JavaScript; its size in
 *   bytes
 * @property {(size: number) => number} acknowledge so many of the pulled bytes were handed over; one of
 *   `pendingEvents`
 * @property {(flush: boolean, statistics: Float64Array) => Uint8Array|undefined} destroy with `flush`,
 *   offers the descriptor once what there is to send; what it did not take. The array gets the
 *   `sessionStatistics`
 *
 * Messages
 * @property {(id: number, block: string, flags: number) => number} respond bits of `messageFlags`
 * @property {(block: string, flags: number) => number} request bits of `messageFlags`; the new stream's id
 * @property {(parent: number, block: string) => number} pushPromise the promised stream's id
 * @property {(id: number, block: string) => number} information an informational response
 * @property {(id: number, block: string) => number} trailers an empty block ends the body without any
 * @property {(id: number) => void} awaitTrailers the end of the body waits for `trailers()`
 * @property {(id: number) => void} refuse the peer has opened more streams than it may
 *
 * Bodies
 * @property {(id: number, text: string, flags: number) => number} writeString bits of `writeFlags`
 * @property {(id: number, bytes: Uint8Array, flags: number) => number} writeBuffer bits of `writeFlags`;
 *   large buffers are borrowed until they are sent
 * @property {(id: number, size: number, flags: number) => number} writeGathered the first bytes of the
 *   current gather buffer; the index of the one that is current then
 * @property {(id: number) => number} endBody
 * @property {(id: number) => boolean} sendsAtOnce whether the peer's windows have room for all that was
 *   written
 * @property {(id: number, fd: number, offset: number, length: number, opener: number) => number} pipeFile
 *   the body is a file, whose descriptor one of `fileOpeners` closes
 * @property {(id: number) => void} failFile the file can't be read any more
 * @property {() => void} watchBodies `getIdleBodyTime()` will be called
 * @property {(id: number) => number} getIdleBodyTime milliseconds since bytes of a body were sent on the
 *   stream, or with 0 on any; Infinity for never
 *
 * Flow control
 * @property {(id: number) => void} pauseReading withholds window updates
 * @property {(id: number) => void} resumeReading sends those that were withheld, and all from then on
 * @property {(id: number, unread: number) => void} consumeAllBut sends those that were withheld for all
 *   but the last bytes
 * @property {(id: number, size: number) => void} keepUnread the stream has closed, and so many bytes of it
 *   are unread
 * @property {(id: number) => void} release the program has let go of a stream that counted as unread
 * @property {(size: number) => number} setLocalWindowSize of the connection, in bytes
 *
 * Connection
 * @property {(id: number, code: number, end: boolean) => number} reset RST_STREAM, after what was written;
 *   with `end` the body ends before it
 * @property {(entries: Uint32Array) => number} settings ids and values in turn
 * @property {(payload: Uint8Array) => number} ping 8 bytes
 * @property {(code: number, lastStreamId: number, opaque: Uint8Array|undefined, soon: boolean) => number}
 *   goaway a last id below 0 is that of the last stream that was processed; with `soon` it is sent with
 *   the frames that end the session
 * @property {() => number} shutdownNotice a server's GOAWAY with the highest id: it still takes streams
 * @property {(code: number) => number} terminate GOAWAY, and nothing after it
 * @property {(id: number, isLost: boolean) => number} leavesOut 1: the request waits, and will not be sent
 *   before `terminate()`; with `isLost` nothing is sent
 * @property {(id: number, origin: string, value: string) => number} altsvc RFC 7838, section 4
 * @property {(origins: string[]) => number} origin RFC 8336, section 2
 * @property {(id: number, urgency: number, incremental: boolean) => number} setPriority RFC 9218
 * @property {(id: number) => number} getPriority of a server's stream: twice the urgency, and 1 for
 *   incremental; negative when the stream has closed
 * @property {(id: number) => number} setNextStreamId
 * @property {(select: Function) => void} setPaddingSelector chooses the padding of HEADERS and DATA instead
 *   of the option: `(length, max)`, returns a number between both. While it runs, within the engine, all
 *   methods do as after `destroy()`, and it must not throw
 *
 * Snapshots
 * @property {(to: Float64Array) => boolean} getState fills the array with the `sessionState`
 * @property {(id: number, to: Float64Array) => number} getStreamState one of `streamPresences`; fills the
 *   array with the `streamState` when it is KNOWN
 * @property {(to: Float64Array) => boolean} getStatistics fills the array with the `sessionStatistics`
 * @property {(all: boolean) => Float64Array} takeTimings the `streamTiming` of each stream that has ended
 *   since the last call; with `all` those that are open count as ended
 *
 * Set by JavaScript
 * @property {Delivery} delivery of its events
 */

/**
 * @param {number} type NGHTTP2_SESSION_SERVER or NGHTTP2_SESSION_CLIENT
 * @param {object} options of `createServer()` or `connect()`
 * @param {object} receiver of the session's events, as `Delivery` wants it
 * @returns {EngineSession}
 */
function createEngineSession(type, options, receiver) {
  const engine = new Session(engineOptions(type, options));
  engine.delivery = new Delivery(receiver);
  return engine;
}

/** The arrays of numbers: names in the order of the addon, and positions by name. */
const { sessionState, streamState, sessionStatistics, streamTiming } = contract;

module.exports = {
  createEngineSession,
  sessionState,
  streamState,
  sessionStatistics,
  statisticsAt: positionsOf(sessionStatistics),
  streamTiming,
  timingAt: positionsOf(streamTiming),
};
