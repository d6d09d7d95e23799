'use strict';

const { setImmediate } = require('../clock.js');
const { StreamSocket } = require('./stream-socket.js');
const { streamHeaders } = require('./message-head.js');

const SWITCHING_PROTOCOLS = 101;
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: |$)/;

/**
 * The server's end of a WebSocket. A server that answers writes a response of HTTP/1: 101 becomes 200, which
 * opens the tunnel (RFC 8441, 5), and a refusal is sent as it is.
 */
class AcceptedSocket extends StreamSocket {
  /** Bytes of a refusal's body that are to come; undefined: until the end. */
  #left;

  /** @param {ServerHttp2Stream} stream */
  constructor(stream) {
    super(stream.session);
    this.attach(stream);
  }

  sendHead({ startLine, fields }, callback) {
    const status = statusOf(startLine);
    const headers = streamHeaders(fields);
    if (status === SWITCHING_PROTOCOLS) this.stream.respond({ ...headers, ':status': 200 });
    else this.#refuse(status, headers, fields.has('transfer-encoding'));
    callback();
  }

  #refuse(status, headers, isEncoded) {
    if (isEncoded) throw new Error('A refusal has to be sent without a transfer coding');
    const { stream } = this;
    // Nobody reads what else the client sends. Those who wait for the end of the answer come first.
    stream.once('finish', () => setImmediate(() => this.destroy()));
    stream.respond({ ...headers, ':status': status });
    if (headers['content-length'] !== undefined) this.#left = Number(headers['content-length']);
    this.#endRefusal();
  }

  sendBody(chunks, callback) {
    // The answer has all its bytes, or has none by its status.
    if (this.stream.writableEnded) {
      callback();
      return;
    }
    if (this.#left !== undefined) {
      for (const { length } of chunks) this.#left -= length;
    }
    super.sendBody(chunks, callback);
    this.#endRefusal();
  }

  /** A response of HTTP/1 ends with its last byte, whether or not its socket does. */
  #endRefusal() {
    if (this.#left <= 0 && !this.stream.writableEnded) this.stream.end();
  }
}

function statusOf(line) {
  const [, status] = STATUS_LINE.exec(line) ?? [];
  if (status === undefined) throw new Error(`"${line}" does not begin a response of HTTP/1`);
  return Number(status);
}

module.exports = { AcceptedSocket };
