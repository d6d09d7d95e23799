'use strict';

// The peer of a memory trial: opens connections and streams on demand and leaves them open. It is
// the same for every server, so the builtin's client does.

const http2 = require('node:http2');
const { once } = require('node:events');

// Fewer than the listen backlog, or the kernel drops and repeats connections.
const AT_ONCE = 100;

const { port } = JSON.parse(process.argv[2]);
const sessions = [];

async function openConnection() {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  sessions.push(session);
  await once(session, 'remoteSettings');
}

async function openConnections(count) {
  for (let left = count; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, openConnection));
  }
  return count;
}

async function openStreams(perConnection) {
  for (const session of sessions) {
    const streams = Array.from({ length: perConnection }, () => session.request());
    await Promise.all(streams.map((stream) => once(stream, 'response')));
  }
  return perConnection * sessions.length;
}

process.on('message', async ({ connections = 0, streamsPerConnection = 0 }) => {
  const opened = await openConnections(connections);
  const streams = streamsPerConnection && await openStreams(streamsPerConnection);
  process.send({ count: streams || opened });
});
process.on('disconnect', () => process.exit());
