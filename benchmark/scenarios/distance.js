'use strict';

// Bodies over a path with a round trip: a relay delays each direction. Both ends are the implementation.
// 200 MB are what windows need to grow and then carry at their size: there ours is measured by what one
// HTTP/1.1 connection carries through the same relay, and the builtin, which would take minutes, is not.
// Without a rate the relay takes all that it is given at once, as no line does.

const { HTTP1 } = require('../implementations');

const MEGABYTE = 1e6;
// Bytes per millisecond.
const GIGABIT = 125_000;
const MARK = { least: 0.8, means: 'of what HTTP/1.1 carries', of: ({ ratios }) => ratios[HTTP1] };
const ROWS = [
  { delay: 25, megabytes: 16, streams: 1 },
  { delay: 25, megabytes: 16, streams: 1, upload: true },
  { delay: 25, megabytes: 16, streams: 1, tls: true },
  { delay: 25, megabytes: 16, streams: 4 },
  { delay: 25, megabytes: 16, streams: 16 },
  { delay: 50, megabytes: 16, streams: 1 },
  { delay: 100, megabytes: 16, streams: 1 },
  { delay: 25, megabytes: 200, streams: 1, builtin: false, mark: MARK },
  { delay: 25, megabytes: 200, streams: 1, rate: GIGABIT, builtin: false, mark: MARK },
  { delay: 100, megabytes: 200, streams: 1, rate: GIGABIT, builtin: false, mark: MARK },
];

/** Writes a body of so many bytes as its reader takes it. */
function write(body, size, writable) {
  let rest = size;
  const more = () => {
    while (rest > 0) {
      const chunk = body.subarray(0, Math.min(rest, body.length));
      rest -= chunk.length;
      if (!writable.write(chunk)) return writable.once('drain', more);
    }
    return writable.end();
  };
  more();
}

/** GET `/N` is answered with N bytes; a POST with the number of its bytes. */
function answer(request, method, path, response) {
  if (method === 'GET') return write(Buffer.alloc(MEGABYTE, 'x'), Number(path.slice(1)), response);
  let received = 0;
  request.on('data', (chunk) => { received += chunk.length; });
  return request.on('end', () => response.end(`${received}`));
}

function serve(server) {
  server.on('stream', (stream, headers) => {
    stream.respond({ ':status': 200 });
    answer(stream, headers[':method'], headers[':path'], stream);
  });
}

/** The same by HTTP/1.1. */
function serveHttp1(server) {
  server.on('request', (request, response) => answer(request, request.method, request.url, response));
}

const DEFAULTS = { upload: false, tls: false, builtin: true };

function scenarioOf({ delay, megabytes, streams, upload, tls, rate, builtin, mark }) {
  const kinds = `${upload ? '-up' : ''}${tls ? '-tls' : ''}${rate ? '-gigabit' : ''}`;
  return {
    id: `distance-${2 * delay}ms-${megabytes}mb-${streams}${kinds}`,
    group: 'distance',
    title: [
      `${megabytes} MB ${upload ? 'up' : 'down'}`, `${2 * delay} ms${rate ? ' at 1 Gbit/s' : ''}`,
      `${streams} × ${tls ? 'TLS' : 'h2c'}`, 'MB/s',
    ].join(', '),
    kind: 'distance',
    unit: 'MB/s',
    tls,
    delay,
    megabytes,
    streams,
    upload,
    rate,
    builtin,
    mark,
    serve,
    serveHttp1,
    write,
  };
}

module.exports = ROWS.map((row) => scenarioOf({ ...DEFAULTS, ...row }));
