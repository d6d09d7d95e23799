'use strict';

// Serves one file, with ranges and conditional requests: node examples/file.js [port] [file]
//     curl --http2-prior-knowledge --range 0-99 http://localhost:8080/

const http2 = require('native-http2');

const file = process.argv[3] ?? __filename;

/** The range that `bytes=<first>-<last>` asks for; other ranges are ignored, as RFC 9110 allows. */
function rangeOf(header, size) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || Number(first) >= size) return undefined;
  const end = Math.min(last === '' ? size - 1 : Number(last), size - 1);
  return end < Number(first) ? undefined : { start: Number(first), end };
}

const server = http2.createServer();
server.on('stream', (stream, request) => {
  stream.on('error', (error) => console.error(error.message));
  stream.respondWithFile(file, { 'content-type': 'text/plain' }, {
    statCheck(stat, headers, options) {
      headers['last-modified'] = stat.mtime.toUTCString();
      if (request['if-modified-since'] === headers['last-modified']) headers[':status'] = 304;
      const range = rangeOf(request.range, stat.size);
      if (range === undefined || headers[':status'] === 304) return;
      headers[':status'] = 206;
      headers['content-range'] = `bytes ${range.start}-${range.end}/${stat.size}`;
      options.offset = range.start;
      options.length = range.end - range.start + 1;
    },
    onError({ code }) {
      stream.respond({ ':status': code === 'ENOENT' ? 404 : 500 }, { endStream: true });
    },
  });
});
server.listen(Number(process.argv[2] ?? 8080), 'localhost', () => {
  console.log(`http://localhost:${server.address().port}/`);
});
