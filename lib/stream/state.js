'use strict';

/**
 * What a stream remembers beside what Duplex does; shared by the files that make up a stream and by
 * the session, and by nobody else.
 */
class StreamState {
  constructor(connection, hasBody) {
    this.connection = connection;
    this.isClient = connection.isClient;
    this.id = undefined;
    /** `close()` was called, or the engine closed the stream. */
    this.closed = false;
    /** The engine closed the stream, and its reader has not taken all of the peer's message. */
    this.awaitsReader = false;
    this.rstCode = 0;
    /** The engine still knows the stream. */
    this.live = false;

    // The head of our message.
    this.headersSent = false;
    this.headRequest = false;
    /** Of a server's request, for what is pushed; its other headers are the program's. */
    this.authority = undefined;
    this.scheme = undefined;
    /** @type {Array|object|undefined} names and values, or the object that is shown */
    this.sentHeaders = undefined;
    /** The date that was sent beside names and values. */
    this.sentDate = undefined;
    this.waitForTrailers = false;

    // Our body.
    /** `end()` was called: the next write may be the last. */
    this.ending = false;
    /** `end()` was called without a chunk, and writes were on their way. */
    this.endedLater = false;
    /** A callback was given to `write()` or `end()`. */
    this.writerWaits = false;
    /** The engine knows that the body has ended, or will with the head. */
    this.bodyEnded = !hasBody;
    /** The callback of the write that the engine works on. */
    this.writeCallback = undefined;
    /** @type {AsyncResource|undefined} the context of that write, when something is to run in it */
    this.writeContext = undefined;
    this.writeSize = 0;
    /** How far joinWrites() is: see there. */
    this.joining = 0;

    // The peer's body.
    this.endAfterHeaders = false;
    /** END_STREAM came: `push(null)` is due when somebody reads. */
    this.remoteEnded = false;
    /** The delivery in which END_STREAM came. */
    this.endedIn = 0;
    /** That waits for microtasks. */
    this.endsLater = false;
    this.pushedEnd = false;
    this.didRead = false;
    /** The engine withholds window updates: until somebody reads, and while nobody does. */
    this.paused = true;

    /** The AsyncResource of a client's stream. */
    this.context = undefined;
  }
}

/**
 * What few streams have: it stands here, and in a stream's own state once it is set. There are many
 * streams.
 */
Object.assign(StreamState.prototype, {
  aborted: false,
  refused: false,
  /**
   * We have reset the stream: what still comes of it is dropped (RFC 9113, 5.1). A cancellation is
   * sent after what its read has brought, which is delivered.
   */
  isReset: false,
  /** The peer has closed the stream before our message was sent in full: no write of it is done. */
  isCut: false,

  /** The request's method is CONNECT. */
  isConnect: false,

  sentInfoHeaders: undefined,
  sentTrailers: undefined,
  trailersReady: false,

  /** The engine counts the stream until it is destroyed, open or not. */
  isCounted: false,

  /** The body is a file's, sent by the engine. */
  sendsFile: false,
  /** One of the session's FileSlots is ours, or will be. */
  hasFileSlot: false,
  /** Lets go of the FileHandle that is sent. */
  releaseFile: undefined,

  timeout: undefined,
  /** What to do when the stream gets its id: a request waits for the connection. */
  whenConnected: undefined,
  whenReset: undefined,
});

/** Something happened that counts for the timeouts of a stream and of its session. */
function touchStream(state) {
  state.timeout?.touch();
  state.connection.touch();
}

/** On a stream: its StreamState. */
const kState = Symbol('state');

/** On the prototype of a server's streams: `respond()`, where a body comes first. It is wrapped by nobody. */
const kProceed = Symbol('proceed');

/** Whether nothing more can be sent on the stream; `stream.closed` may say so later, see there. */
function isClosed(stream) {
  return stream[kState].closed;
}

/** Whether the stream has closed without an error, after all that we had to send. */
function hasEndedWell(stream) {
  const { closed, isCut, rstCode } = stream[kState];
  return closed && !isCut && rstCode === 0;
}

module.exports = { hasEndedWell, isClosed, kProceed, kState, StreamState, touchStream };
