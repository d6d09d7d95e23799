'use strict';

const { createHash } = require('node:crypto');
const { STATUS_CODES } = require('node:http');
const { whenExtendedConnect } = require('./extended-connect.js');
const { formatHead, streamHeaders } = require('./message-head.js');
const { StreamSocket } = require('./stream-socket.js');

// RFC 6455, 1.3.
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * The client's end of a WebSocket. A client that connects writes a request of HTTP/1 with an upgrade, which
 * is sent as an extended CONNECT (RFC 8441, 5), and reads a response of HTTP/1: 101 when the server has
 * opened the tunnel.
 */
class ConnectingSocket extends StreamSocket {
  #scheme;

  /**
   * @param {ClientHttp2Session} session
   * @param {string} scheme `http` or `https`
   */
  constructor(session, scheme) {
    super(session);
    this.#scheme = scheme;
  }

  sendHead(head, callback) {
    whenExtendedConnect(this.session, (error) => {
      if (error || this.destroyed) {
        callback(error);
        return;
      }
      try {
        this.#request(head);
      } catch (invalid) {
        callback(invalid);
        return;
      }
      callback();
    });
  }

  #request({ startLine, fields }) {
    const { host, ...headers } = streamHeaders(fields);
    const stream = this.session.request({
      ':method': 'CONNECT',
      ':protocol': 'websocket',
      ':scheme': this.#scheme,
      ':authority': host,
      ':path': startLine.split(' ', 2)[1],
      ...headers,
    });
    const [key] = fields.get('sec-websocket-key');
    stream.on('response', (response) => this.push(responseHead(response, key), 'latin1'));
    this.attach(stream);
  }
}

/** Any 2xx opens the tunnel (RFC 9110, 9.3.6). */
function responseHead(headers, key) {
  const status = headers[':status'];
  if (status >= 200 && status < 300) {
    return formatHead('HTTP/1.1 101 Switching Protocols', {
      ...headers,
      'connection': 'Upgrade',
      'upgrade': 'websocket',
      'sec-websocket-accept': createHash('sha1').update(key + GUID).digest('base64'),
    });
  }
  return formatHead(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, { ...headers, connection: 'close' });
}

module.exports = { ConnectingSocket };
