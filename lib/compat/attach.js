'use strict';

const { STATUS_CODES } = require('node:http');
const { emitHandled } = require('../handled.js');

/**
 * What a server does with a new stream when it has `'request'` listeners. To be bound to the two
 * classes (options `Http2ServerRequest` and `Http2ServerResponse`) and used as the listener of
 * `'stream'`, with the server as `this`.
 *
 * Emits on the server, with the request and the response: `'connect'` for the method CONNECT
 * (answered with 405 if nobody listens); `'checkContinue'` for `expect: 100-continue` (else 100 is
 * sent and `'request'` emitted); `'checkExpectation'` for other expectations (else 417); and
 * `'request'`.
 */
function onServerStream(ServerRequest, ServerResponse, stream, headers, flags, rawHeaders) {
  const request = new ServerRequest(stream, headers, undefined, rawHeaders);
  const response = new ServerResponse(stream);
  if (headers[':method'] === 'CONNECT') onConnect(this, request, response);
  else if (headers.expect === undefined) this.emit('request', request, response);
  else if (headers.expect === '100-continue') onContinue(this, request, response);
  else onExpectation(this, request, response);
}

function onConnect(server, request, response) {
  if (!emitHandled(server, 'connect', request, response)) refuse(response, 405);
}

function onContinue(server, request, response) {
  if (server.listenerCount('checkContinue') > 0) {
    server.emit('checkContinue', request, response);
    return;
  }
  response.writeContinue();
  server.emit('request', request, response);
}

function onExpectation(server, request, response) {
  if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', request, response);
  } else {
    refuse(response, 417);
  }
}

function refuse(response, status) {
  response.statusCode = status;
  response.end();
}

/**
 * For a server that captures rejections: the promise of a listener of `'request'` was rejected.
 * Answers with 500 if the headers were not sent, else breaks off: the end of a body would make half a
 * response look like a whole one.
 */
function onRequestRejected(request, response) {
  if (response.headersSent) {
    response.stream.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = 500;
  response.end(STATUS_CODES[500]);
}

/**
 * Lets a server emit `'request'`: its streams get requests and responses from the moment when the
 * first listener of `'request'` is added. To be called by the server's constructor.
 * @param {EventEmitter} server
 * @param {Function} ServerRequest class
 * @param {Function} ServerResponse class
 */
function attachCompat(server, ServerRequest, ServerResponse) {
  server.on('newListener', function onNewListener(event) {
    if (event !== 'request') return;
    this.removeListener('newListener', onNewListener);
    this.on('stream', onServerStream.bind(this, ServerRequest, ServerResponse));
  });
}

module.exports = { attachCompat, onRequestRejected };
