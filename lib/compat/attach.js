'use strict';

const { STATUS_CODES } = require('node:http');
const { emitHandled } = require('../handled.js');

/**
 * The listener of `'stream'` on a server that has `'request'` listeners, bound to the two classes
 * (options `Http2ServerRequest` and `Http2ServerResponse`), with the server as `this`.
 *
 * It emits one event on the server, with the request and the response: `'connect'` for the method
 * CONNECT (without listeners the answer is 405), `'checkContinue'` for `expect: 100-continue` (without
 * listeners 100 is sent and `'request'` emitted), `'checkExpectation'` for other expectations (without
 * listeners the answer is 417), and otherwise `'request'`.
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
 * Called when a server captures rejections and the promise of a listener of `'request'` was rejected.
 * The answer is 500, or a reset stream if the headers were sent: an orderly end would make half a
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
 * Lets a server emit `'request'`: streams get requests and responses once there is a first listener of
 * `'request'`. The server's constructor calls it.
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
