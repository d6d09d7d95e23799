'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { describeFrame, FramePeer, GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');

/** What a server makes of a request's headers: its headers object, or the frames of refusal. */
async function receive(headers, options) {
  const server = await listen(http2.createServer(options));
  let received = null;
  server.on('sessionError', () => {});
  server.on('stream', (stream, object) => {
    received = { ...object, sensitive: object[http2.sensitiveHeaders] };
    delete received[http2.sensitiveHeaders];
    stream.respond({}, { endStream: true });
  });
  const peer = closeLater(await FramePeer.connect(server.address().port));
  await peer.handshake();
  peer.send({ type: 'HEADERS', streamId: 1, headers, endStream: true });
  const answer = ({ type }) => ['HEADERS', 'RST_STREAM', 'GOAWAY'].includes(type);
  let frame;
  do frame = await peer.next(); while (frame && !answer(frame));
  return received ?? (frame ? describeFrame(frame) : 'the connection ended');
}

const repeat = (name, ...values) => values.map((value) => [name, value]);
const many = Array.from({ length: 130 }, (_, i) => [`x-${i}`, 'v']);

const CASES = [
  {
    title: 'joins a header that comes twice',
    headers: [...GET, ...repeat('x-two', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-two': 'a, b',
      sensitive: [],
    },
  },
  {
    title: 'joins cookies with semicolons',
    headers: [...GET, ...repeat('cookie', 'a=1', 'b=2')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      cookie: 'a=1; b=2',
      sensitive: [],
    },
  },
  {
    title: 'makes an array of set-cookie',
    headers: [...GET, ['set-cookie', 'a=1']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'set-cookie': [ 'a=1' ],
      sensitive: [],
    },
  },
  {
    title: 'makes an array of several set-cookie',
    headers: [...GET, ...repeat('set-cookie', 'a=1', 'b=2')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'set-cookie': [ 'a=1', 'b=2' ],
      sensitive: [],
    },
  },
  {
    title: 'keeps an empty value',
    headers: [...GET, ['x-empty', '']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-empty': '',
      sensitive: [],
    },
  },
  {
    title: 'joins accept',
    headers: [...GET, ...repeat('accept', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      accept: 'a, b',
      sensitive: [],
    },
  },
  {
    title: 'takes an upper-case name for an error',
    headers: [...GET, ['X-Upper', 'a']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes connection for an error',
    headers: [...GET, ['connection', 'close']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes transfer-encoding for an error',
    headers: [...GET, ['transfer-encoding', 'chunked']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'accepts te: trailers',
    headers: [...GET, ['te', 'trailers']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      te: 'trailers',
      sensitive: [],
    },
  },
  {
    title: 'takes te: gzip for an error',
    headers: [...GET, ['te', 'gzip']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes an unknown pseudo-header for an error',
    headers: [...GET, [':unknown', 'x']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes :status in a request for an error',
    headers: [...GET, [':status', '200']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes a pseudo-header after a header for an error',
    headers: [...GET.slice(1), ['a', 'b'], GET[0]],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes a missing :path for an error',
    headers: GET.filter(([name]) => name !== ':path'),
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes a missing :method for an error',
    headers: GET.filter(([name]) => name !== ':method'),
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes a missing :scheme for an error',
    headers: GET.filter(([name]) => name !== ':scheme'),
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'accepts a missing :authority beside host',
    headers: [...GET.slice(0, 3), ['host', 'h.test']],
    expected: { ':method': 'GET', ':scheme': 'http', ':path': '/', host: 'h.test', sensitive: [] },
  },
  {
    title: 'takes a request without :authority and host for an error',
    headers: GET.slice(0, 3),
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes two :path for an error',
    headers: [...GET, [':path', '/x']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes an empty :path for an error',
    headers: [...GET.filter(([name]) => name !== ':path'), [':path', '']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'drops a header with a line feed in its value',
    headers: [...GET, ['x-bad', 'a\nb']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      sensitive: [],
    },
  },
  {
    title: 'drops a header with whitespace around its value',
    headers: [...GET, ['x-space', ' a ']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      sensitive: [],
    },
  },
  {
    title: 'keeps a tab inside of a value',
    headers: [...GET, ['x-tab', 'a\tb']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-tab': 'a\tb',
      sensitive: [],
    },
  },
  {
    title: 'reads values as latin-1',
    headers: [...GET, ['x-latin', '\xe9']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-latin': 'é',
      sensitive: [],
    },
  },
  {
    title: 'drops a header with an empty name',
    headers: [...GET, ['', 'x']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      sensitive: [],
    },
  },
  {
    title: 'drops a header with a space in its name',
    headers: [...GET, ['a b', 'x']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      sensitive: [],
    },
  },
  {
    title: 'accepts content-length: 0 without a body',
    headers: [...GET, ['content-length', '0']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-length': '0',
      sensitive: [],
    },
  },
  {
    title: 'takes a content-length that lies for an error',
    headers: [...GET, ['content-length', '5']],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes two different content-length for an error',
    headers: [...GET, ...repeat('content-length', '0', '1')],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'takes CONNECT with :path for an error',
    headers: [[':method', 'CONNECT'], ...GET.slice(1)],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'accepts CONNECT with only an authority',
    headers: [[':method', 'CONNECT'], [':authority', 'x:1']],
    expected: { ':method': 'CONNECT', ':authority': 'x:1', sensitive: [] },
  },
  {
    title: 'accepts OPTIONS *',
    headers: [[':method', 'OPTIONS'], [':scheme', 'http'], [':path', '*'], [':authority', 'x']],
    expected: {
      ':method': 'OPTIONS',
      ':scheme': 'http',
      ':path': '*',
      ':authority': 'x',
      sensitive: [],
    },
  },
  {
    title: 'keeps __proto__ as an ordinary name',
    headers: [...GET, ['__proto__', 'x']],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      ['__proto__']: 'x',
      sensitive: [],
    },
  },
  {
    title: 'refuses more than 128 headers',
    headers: [...GET, ...many],
    expected: 'RST_STREAM 1 code 11',
  },
  {
    title: 'keeps a long value',
    headers: [...GET, ['x-long', 'v'.repeat(16000)]],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-long': 'v'.repeat(16000),
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two age',
    headers: [...GET, ...repeat('age', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      age: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two authorization',
    headers: [...GET, ...repeat('authorization', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      authorization: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two access-control-allow-credentials',
    headers: [...GET, ...repeat('access-control-allow-credentials', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'access-control-allow-credentials': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two access-control-max-age',
    headers: [...GET, ...repeat('access-control-max-age', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'access-control-max-age': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two access-control-request-method',
    headers: [...GET, ...repeat('access-control-request-method', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'access-control-request-method': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two content-encoding',
    headers: [...GET, ...repeat('content-encoding', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-encoding': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two content-language',
    headers: [...GET, ...repeat('content-language', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-language': 'a',
      sensitive: [],
    },
  },
  {
    title: 'takes two content-length that are no numbers for an error',
    headers: [...GET, ...repeat('content-length', 'a', 'b')],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'keeps the first of two content-location',
    headers: [...GET, ...repeat('content-location', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-location': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two content-md5',
    headers: [...GET, ...repeat('content-md5', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-md5': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two content-range',
    headers: [...GET, ...repeat('content-range', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-range': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two content-type',
    headers: [...GET, ...repeat('content-type', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'content-type': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two date',
    headers: [...GET, ...repeat('date', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      date: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two dnt',
    headers: [...GET, ...repeat('dnt', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      dnt: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two etag',
    headers: [...GET, ...repeat('etag', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      etag: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two expires',
    headers: [...GET, ...repeat('expires', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      expires: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two from',
    headers: [...GET, ...repeat('from', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      from: 'a',
      sensitive: [],
    },
  },
  {
    title: 'takes two host for an error',
    headers: [...GET, ...repeat('host', 'a', 'b')],
    expected: 'RST_STREAM 1 code 1',
  },
  {
    title: 'keeps the first of two if-match',
    headers: [...GET, ...repeat('if-match', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'if-match': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two if-modified-since',
    headers: [...GET, ...repeat('if-modified-since', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'if-modified-since': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two if-none-match',
    headers: [...GET, ...repeat('if-none-match', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'if-none-match': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two if-range',
    headers: [...GET, ...repeat('if-range', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'if-range': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two if-unmodified-since',
    headers: [...GET, ...repeat('if-unmodified-since', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'if-unmodified-since': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two last-modified',
    headers: [...GET, ...repeat('last-modified', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'last-modified': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two location',
    headers: [...GET, ...repeat('location', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      location: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two max-forwards',
    headers: [...GET, ...repeat('max-forwards', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'max-forwards': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two proxy-authorization',
    headers: [...GET, ...repeat('proxy-authorization', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'proxy-authorization': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two range',
    headers: [...GET, ...repeat('range', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      range: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two referer',
    headers: [...GET, ...repeat('referer', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      referer: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two retry-after',
    headers: [...GET, ...repeat('retry-after', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'retry-after': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two tk',
    headers: [...GET, ...repeat('tk', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      tk: 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two upgrade-insecure-requests',
    headers: [...GET, ...repeat('upgrade-insecure-requests', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'upgrade-insecure-requests': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two user-agent',
    headers: [...GET, ...repeat('user-agent', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'user-agent': 'a',
      sensitive: [],
    },
  },
  {
    title: 'keeps the first of two x-content-type-options',
    headers: [...GET, ...repeat('x-content-type-options', 'a', 'b')],
    expected: {
      ':method': 'GET',
      ':scheme': 'http',
      ':path': '/',
      ':authority': 'localhost',
      'x-content-type-options': 'a',
      sensitive: [],
    },
  },
];

describe('A server that receives headers', () => {
  afterEach(closeEverything);
  for (const { title, headers, expected, before } of CASES) {
    it(title, async () => {
      assert.deepStrictEqual(await receive(headers), expectedOf(expected, before));
    });
  }
});
