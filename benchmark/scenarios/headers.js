'use strict';

// 20 request headers and 25 response headers: what a header costs to decode, to check and to
// encode. Their values don't change, so HPACK's tables carry them after the first request.

const { HELLO } = require('../fixtures');

const REQUEST_HEADERS = Array.from({ length: 20 },
  (_, index) => `x-request-header-${index}: value of request header ${index}`);

const RESPONSE_HEADERS = Array.from({ length: 25 },
  (_, index) => [`x-response-header-${index}`, `value of response header ${index}`]);

// A new object for each response, as a program makes it.
function responseHeaders() {
  const headers = { ':status': 200 };
  for (const [name, value] of RESPONSE_HEADERS) headers[name] = value;
  return headers;
}

function serve(server) {
  server.on('stream', (stream) => {
    stream.respond(responseHeaders());
    stream.end(HELLO);
  });
}

module.exports = [{
  id: 'headers-h2c-10x100',
  group: 'headers',
  title: '25 response, 20 request headers, h2c 10 × 100',
  kind: 'server',
  unit: 'requests/s',
  tls: false,
  path: '/',
  bytes: HELLO.length,
  load: { connections: 10, streams: 100, headers: REQUEST_HEADERS },
  nghttpd: false,
  serve,
}];
