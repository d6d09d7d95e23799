'use strict';

const http2 = require('../../../support/impl');
const { peerOf } = require('../../../support/framed');
const { describeFrame, GET } = require('../../../support/frame-peer');
const { listen } = require('../../../support/listening');

/** What a server makes of a request's headers: its headers object, or the frames of refusal. */
async function receive(headers) {
  const server = await listen(http2.createServer());
  let received = null;
  server.on('sessionError', () => {});
  server.on('stream', (stream, object) => {
    received = { ...object, sensitive: object[http2.sensitiveHeaders] };
    delete received[http2.sensitiveHeaders];
    stream.respond({}, { endStream: true });
  });
  const peer = await peerOf(server);
  peer.send({ type: 'HEADERS', streamId: 1, headers, endStream: true });
  const answer = ({ type }) => ['HEADERS', 'RST_STREAM', 'GOAWAY'].includes(type);
  let frame;
  do frame = await peer.next(); while (frame && !answer(frame));
  return received ?? (frame ? describeFrame(frame) : 'the connection ended');
}

const repeat = (name, ...values) => values.map((value) => [name, value]);
const many = Array.from({ length: 130 }, (_, i) => [`x-${i}`, 'v']);

const without = (missing) => GET.filter(([name]) => name !== missing);

// Of these, the first counts.
const SINGLE = [
  'age', 'authorization', 'access-control-allow-credentials', 'access-control-max-age',
  'access-control-request-method', 'content-encoding', 'content-language', 'content-location',
  'content-md5', 'content-range', 'content-type', 'date', 'dnt', 'etag', 'expires', 'from',
  'if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since',
  'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'range', 'referer',
  'retry-after', 'tk', 'upgrade-insecure-requests', 'user-agent', 'x-content-type-options',
];

const HEADERS = {
  'joins a header that comes twice': [...GET, ...repeat('x-two', 'a', 'b')],
  'joins cookies with semicolons': [...GET, ...repeat('cookie', 'a=1', 'b=2')],
  'makes an array of set-cookie': [...GET, ['set-cookie', 'a=1']],
  'makes an array of several set-cookie': [...GET, ...repeat('set-cookie', 'a=1', 'b=2')],
  'keeps an empty value': [...GET, ['x-empty', '']],
  'joins accept': [...GET, ...repeat('accept', 'a', 'b')],
  'takes an upper-case name for an error': [...GET, ['X-Upper', 'a']],
  'takes connection for an error': [...GET, ['connection', 'close']],
  'takes transfer-encoding for an error': [...GET, ['transfer-encoding', 'chunked']],
  'accepts te: trailers': [...GET, ['te', 'trailers']],
  'takes te: gzip for an error': [...GET, ['te', 'gzip']],
  'takes an unknown pseudo-header for an error': [...GET, [':unknown', 'x']],
  'takes :status in a request for an error': [...GET, [':status', '200']],
  'takes a pseudo-header after a header for an error': [...GET.slice(1), ['a', 'b'], GET[0]],
  'takes a missing :path for an error': without(':path'),
  'takes a missing :method for an error': without(':method'),
  'takes a missing :scheme for an error': without(':scheme'),
  'accepts a missing :authority beside host': [...GET.slice(0, 3), ['host', 'h.test']],
  'takes a request without :authority and host for an error': GET.slice(0, 3),
  'takes two :path for an error': [...GET, [':path', '/x']],
  'takes an empty :path for an error': [...without(':path'), [':path', '']],
  'drops a header with a line feed in its value': [...GET, ['x-bad', 'a\nb']],
  'drops a header with whitespace around its value': [...GET, ['x-space', ' a ']],
  'keeps a tab inside of a value': [...GET, ['x-tab', 'a\tb']],
  'reads values as latin-1': [...GET, ['x-latin', '\xe9']],
  'drops a header with an empty name': [...GET, ['', 'x']],
  'drops a header with a space in its name': [...GET, ['a b', 'x']],
  'accepts content-length: 0 without a body': [...GET, ['content-length', '0']],
  'takes a content-length that lies for an error': [...GET, ['content-length', '5']],
  'takes two different content-length for an error': [...GET, ...repeat('content-length', '0', '1')],
  'takes CONNECT with :path for an error': [[':method', 'CONNECT'], ...GET.slice(1)],
  'accepts CONNECT with only an authority': [[':method', 'CONNECT'], [':authority', 'x:1']],
  'accepts OPTIONS *': [[':method', 'OPTIONS'], [':scheme', 'http'], [':path', '*'], [':authority', 'x']],
  'keeps __proto__ as an ordinary name': [...GET, ['__proto__', 'x']],
  'refuses more than 128 headers': [...GET, ...many],
  'keeps a long value': [...GET, ['x-long', 'v'.repeat(16000)]],
  'takes two content-length that are no numbers for an error':
    [...GET, ...repeat('content-length', 'a', 'b')],
  'takes two host for an error': [...GET, ...repeat('host', 'a', 'b')],
};

for (const name of SINGLE) {
  HEADERS[`keeps the first of two ${name}`] = [...GET, ...repeat(name, 'a', 'b')];
}

module.exports = {
  received: Object.fromEntries(Object.entries(HEADERS).map(([name, headers]) =>
    [name, () => receive(headers)])),
};
