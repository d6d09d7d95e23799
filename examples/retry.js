'use strict';

// Asks again what a server has refused: node examples/retry.js [port]

const { once } = require('node:events');
const http2 = require('native-http2');

const { NGHTTP2_REFUSED_STREAM } = http2.constants;
const MAX_ATTEMPTS = 3;

/** Resolves to the body of an answer. A POST is sent again only if the server can't have processed it. */
async function post(session, path, body) {
  for (let attempt = 1; ; attempt++) {
    const stream = session.request({ ':method': 'POST', ':path': path });
    stream.end(body);
    try {
      return Buffer.concat(await stream.toArray()).toString();
    } catch (error) {
      console.log(`attempt ${attempt}: ${error.message}, rstCode ${error.rstCode}`);
      if (!stream.retryable || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** A server that is busy at first. */
function serve() {
  let asked = 0;
  return http2.createServer().on('stream', (stream) => {
    stream.on('error', () => {});
    if (++asked === 1) stream.close(NGHTTP2_REFUSED_STREAM);
    else stream.pipe(stream);
  });
}

async function main() {
  const server = serve().listen(Number(process.argv[2] ?? 8080), 'localhost');
  await once(server, 'listening');
  const session = http2.connect(`http://localhost:${server.address().port}`);
  console.log(await post(session, '/', 'hello'));
  session.close();
  server.close();
}

main();
