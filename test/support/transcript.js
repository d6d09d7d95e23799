'use strict';

// Events whose listeners change what the implementation does ('stream', 'wantTrailers',
// 'frameError', 'altsvc', 'origin') are not here; a test that needs them listens itself.
const SESSION_EVENTS = {
  connect: () => '', close: () => '', error: (error) => describeError(error),
  goaway: (code, lastStreamID, data) => `${code} ${lastStreamID} ${data ?? ''}`.trim(),
  timeout: () => '',
};

const STREAM_EVENTS = {
  ready: () => '', response: (headers) => `${headers[':status']}`, headers: () => '',
  continue: () => '', trailers: () => '', timeout: () => '',
  aborted: () => '', end: () => '', finish: () => '', error: (error) => describeError(error),
  push: () => '',
  close(...args) { return [...args.map(String), `rstCode=${this.rstCode}`].join(' '); },
};

function describeError(error) {
  return error && `${error.name} ${error.code}: ${error.message}`;
}

/** The events of one side of a conversation, a line each, in their order. */
class Transcript {
  lines = [];

  /** Adds a line, and one more in the next tick: what came in between was synchronous. */
  mark(text) {
    this.note(text);
    process.nextTick(() => this.note('next tick'));
  }

  /** Adds a line. */
  note(text) {
    this.lines.push(`-- ${text}`);
  }

  session(session, name = 'session') {
    return this.#record(session, name, SESSION_EVENTS);
  }

  /** @param {{ read?: boolean }} options read: false leaves the stream paused */
  stream(stream, { name = 'stream', read = true } = {}) {
    if (read) {
      stream.on('data', (chunk) => this.lines.push(`${name} data ${chunk.length}`));
    }
    return this.#record(stream, name, STREAM_EVENTS);
  }

  #record(emitter, name, events) {
    for (const [event, describe] of Object.entries(events)) {
      emitter.on(event, (...args) => {
        this.lines.push(`${name} ${event} ${describe.apply(emitter, args)}`.trim());
      });
    }
    return emitter;
  }
}

module.exports = { describeError, Transcript };
