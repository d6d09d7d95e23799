'use strict';

const { constants } = require('../constants.js');

/**
 * The state of a stream beside that of its Duplex: three enums, each with its steps, and the fields of
 * the modules that make up a stream. A step is a method of `StreamState`; every other field is assigned
 * only in the module named above it (`npm run lint` checks that).
 */

/**
 * The life of a stream:
 *
 *     PENDING --it gets its id--> OPEN ------------close()------------> CLOSING
 *                                  |                                       |
 *                   the engine closes the stream           the engine closes the stream
 *                                  v                                       v
 *                                ENDED --the program learns of it------> CLOSED <--'end'-- UNREAD
 *                                                                          |                 ^
 *                                                                          +--left to read---+
 *
 * `destroy()` leads from every state to DESTROYED. A request that can't be begun is REFUSED until then.
 */
const Life = Object.freeze({
  /** A request waits for its connection. */
  PENDING: 0,
  REFUSED: 1,
  /** The engine has the stream. */
  OPEN: 2,
  /** The engine has closed the stream, and the program does not know yet. */
  ENDED: 3,
  /** We have closed the stream, and the engine still has it. */
  CLOSING: 4,
  /** A stream that has ended well; `closed` is false until its reader has taken the whole message. */
  UNREAD: 5,
  CLOSED: 6,
  DESTROYED: 7,
});

/**
 * The sending half, with the states of SendState in src/stream.h, and two that only JavaScript needs. No
 * event says that the last DATA frame was sent: without trailers a body stays ENDING.
 *
 *     IDLE --request(), respond()--> OPEN --end()--> ENDING --the engine asks for trailers--> TRAILERS
 *      | |                                                                                   ^   |
 *      | +--respondWithFile()--> FILE --the engine asks for trailers-------------------------+   |
 *      | |                                                                          sendTrailers()
 *      | +--request(), respond(), with END_STREAM------------------------------------------> DONE
 *      +--end()--> HEAD_ONLY --respond(), with END_STREAM---------------------------------------^
 */
const Sending = Object.freeze({
  IDLE: 0,
  OPEN: 1,
  /** The head that is still to come will be all of our message. */
  HEAD_ONLY: 2,
  ENDING: 3,
  /** The engine sends a file as our body. */
  FILE: 4,
  TRAILERS: 5,
  DONE: 6,
});

/**
 * The receiving half. The engine is ahead of it: END_STREAM counts here when its event is delivered.
 *
 *     OPEN --END_STREAM-------------------------------> ENDED --somebody reads--> DELIVERED
 *      |                                                  ^
 *      +--END_STREAM after DATA--> ENDING --microtasks----+
 *      |                             |                    |
 *      |                             +--reset--> HELD -- microtasks
 *      |
 *      +--reset--> DROPPED --the stream closes--> CUT
 *      +--the stream closes-----------------------^
 */
const Receiving = Object.freeze({
  OPEN: 0,
  /** We have reset the stream: frames that still arrive for it are dropped (RFC 9113, 5.1). */
  DROPPED: 1,
  /** END_STREAM came, and the handlers of the DATA before it have microtasks to run. */
  ENDING: 2,
  /** The same, but we have reset the stream since: readers that wait get the end only when it closes. */
  HELD: 3,
  /** END_STREAM came: the end is pushed when somebody reads. */
  ENDED: 4,
  /** The end was pushed, after END_STREAM. */
  DELIVERED: 5,
  /** The end was pushed without END_STREAM. */
  CUT: 6,
});

/** Whether our message ended before it was sent in full. */
const Cut = Object.freeze({
  NOT: 0,
  /** The peer has closed the stream before: no write counts as done. */
  BY_PEER: 1,
  /** The stream closed before `end()`: `stream.aborted`. */
  ABORTED: 2,
});

class StreamState {
  /**
   * @param {Connection} connection
   * @param {boolean} hasBody whether anything but a head can be sent
   * @param {AsyncResource} [context] of the stream's events; without one they run in the session's
   */
  constructor(connection, hasBody, context) {
    /** @type {Connection|undefined} undefined once destroyed */
    this.connection = connection;
    this.type = connection.type;
    this.context = context;

    // The steps below.
    this.id = undefined;
    this.life = Life.PENDING;
    this.rstCode = 0;
    this.sending = hasBody ? Sending.IDLE : Sending.HEAD_ONLY;
    this.receiving = Receiving.OPEN;

    // server-stream.js: the fields of the request that its response or a push depends on.
    this.method = undefined;
    this.authority = undefined;
    this.scheme = undefined;

    // sent-headers.js
    /** @type {Array|object|undefined} names and values, or the object that is shown */
    this.sentHeaders = undefined;
    /** The date that was sent beside names and values. */
    this.sentDate = undefined;

    // message.js
    this.waitForTrailers = false;

    // body-out.js
    /** NOT_CALLED, WITH_LAST_WRITE or AFTER_LAST_WRITE: see there. */
    this.endCall = 0;
    /** A callback was given to `write()` or `end()`. */
    this.writerWaits = false;
    /** The callback of the write that the engine works on. */
    this.writeCallback = undefined;
    /** @type {AsyncResource|undefined} the context of that write, if there is something to run in it */
    this.writeContext = undefined;
    this.writeSize = 0;

    // join-writes.js
    /** SEPARATE, DUE or JOINED_AHEAD: see there. */
    this.joining = 0;

    // body-in.js
    this.endAfterHeaders = false;
    /** The number of the delivery in which END_STREAM came. */
    this.endedIn = 0;
    this.didRead = false;
    /** The engine withholds window updates until somebody reads, and while nobody does. */
    this.paused = true;
  }

  get isClient() {
    return this.type === CLIENT;
  }

  // ---- The life

  /** The engine has the stream: commands may be given. */
  get live() {
    return this.life === Life.OPEN || this.life === Life.CLOSING;
  }

  /** `close()` was called, or the program knows that the engine closed the stream. */
  get closed() {
    return this.life >= Life.CLOSING;
  }

  /** @param {number} id as the engine knows the stream */
  opened(id) {
    this.id = id;
    this.life = this.closed ? Life.CLOSING : Life.OPEN;
  }

  refused() {
    this.life = Life.REFUSED;
  }

  /** @param {number} code that of RST_STREAM */
  closedWith(code) {
    this.rstCode = code;
    if (this.life === Life.OPEN) this.life = Life.CLOSING;
    else if (!this.closed) this.life = Life.CLOSED;
  }

  /** The engine, or the connection, is done with the stream. */
  detached() {
    if (this.life === Life.OPEN) this.life = Life.ENDED;
    else if (this.life === Life.CLOSING) this.life = Life.CLOSED;
  }

  leftToReader() {
    this.life = Life.UNREAD;
  }

  readToEnd() {
    if (this.life === Life.UNREAD) this.life = Life.CLOSED;
  }

  destroyed() {
    this.life = Life.DESTROYED;
    this.connection = undefined;
  }

  // ---- The sending half

  get headersSent() {
    return this.sending !== Sending.IDLE && this.sending !== Sending.HEAD_ONLY;
  }

  /** Whether the engine knows that the body has ended, or will with the head. */
  get bodyEnded() {
    return this.sending >= Sending.HEAD_ONLY;
  }

  /** @param {boolean} endStream */
  headBegun(endStream) {
    this.sending = endStream ? Sending.DONE : Sending.OPEN;
  }

  bodyEnds() {
    if (this.sending === Sending.IDLE) this.sending = Sending.HEAD_ONLY;
    else if (this.sending === Sending.OPEN) this.sending = Sending.ENDING;
  }

  fileBegun() {
    this.sending = Sending.FILE;
  }

  trailersDue() {
    this.sending = Sending.TRAILERS;
  }

  trailersSent() {
    this.sending = Sending.DONE;
  }

  get aborted() {
    return this.cut === Cut.ABORTED;
  }

  cutByPeer() {
    this.cut = Cut.BY_PEER;
  }

  cutByAbort() {
    this.cut = Cut.ABORTED;
  }

  // ---- The receiving half

  /** Whether the peer's END_STREAM was delivered. */
  get remoteEnded() {
    return this.receiving >= Receiving.ENDING && this.receiving !== Receiving.CUT;
  }

  /** @param {boolean} isLater the end waits for microtasks */
  endReceived(isLater) {
    if (this.receiving === Receiving.CUT) this.receiving = Receiving.DELIVERED;
    else this.receiving = isLater ? Receiving.ENDING : Receiving.ENDED;
  }

  endIsDue() {
    this.receiving = Receiving.ENDED;
  }

  endPushed() {
    this.receiving = this.remoteEnded ? Receiving.DELIVERED : Receiving.CUT;
  }

  /** We have reset the stream. */
  restDropped() {
    if (this.receiving === Receiving.OPEN) this.receiving = Receiving.DROPPED;
    else if (this.receiving === Receiving.ENDING) this.receiving = Receiving.HELD;
  }
}

const CLIENT = constants.NGHTTP2_SESSION_CLIENT;

/**
 * The fields that few streams need. They stand here, and in a stream's own state once they are assigned:
 * there are many streams.
 */
Object.assign(StreamState.prototype, {
  cut: Cut.NOT,

  // ending.js
  /** The engine counts the stream until it is destroyed, open or not. */
  isCounted: false,

  // retry.js
  /** The peer cannot have processed the request. */
  retryable: false,

  // reset.js
  /** The code of a `close()` that came before the id. */
  codeOnceOpen: undefined,

  // server-stream.js
  sentInfoHeaders: undefined,

  // priority.js
  /** @type {object|undefined} `urgency` and `incremental`, as RFC 9218 has them */
  priority: undefined,

  // trailers.js
  sentTrailers: undefined,

  // files/slots.js
  /** NO_SLOT, WAITING or HAS_SLOT: see there. */
  fileSlot: 0,

  // files/file-response.js
  /** Lets go of the FileHandle that is sent. */
  releaseFile: undefined,

  // stream.js
  /** @type {InactivityTimeout|undefined} */
  timeout: undefined,
});

/** On a stream: its StreamState. */
const kState = Symbol('state');

/** Whether nothing more can be sent on the stream; `stream.closed` may say so later. */
function isClosed(stream) {
  return stream[kState].closed;
}

/** Whether the stream has closed without an error, after all that we had to send. */
function hasEndedWell(stream) {
  const { closed, cut, rstCode } = stream[kState];
  return closed && cut === Cut.NOT && rstCode === 0;
}

module.exports = {
  Cut, Life, Receiving, Sending, StreamState, hasEndedWell, isClosed, kState,
};
