'use strict';

// Sends two requests at once over one connection: node examples/client.js URL

const { once } = require('node:events');
const { text } = require('node:stream/consumers');
const http2 = require('native-http2');

async function get(session, path) {
  const stream = session.request({ ':path': path });
  const [headers] = await once(stream, 'response');
  return `${headers[':status']} ${await text(stream)}`;
}

async function main() {
  const session = http2.connect(process.argv[2]);
  session.on('error', (error) => console.error(error.message));
  try {
    const answers = await Promise.all([get(session, '/one'), get(session, '/two')]);
    for (const answer of answers) process.stdout.write(answer);
  } finally {
    session.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
