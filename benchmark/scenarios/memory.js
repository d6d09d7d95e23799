'use strict';

// Memory of a server for what is open and does nothing: growth of the resident set after garbage
// collection, divided by the number of connections or streams added. An idle stream is one whose
// request and response headers went and whose response stays open, as for server-sent events. What
// is opened before the first measurement pays for code and tables that are needed once.

function serve(server) {
  server.on('stream', (stream) => {
    stream.on('error', () => {}); // the peer leaves without a word
    stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
  });
}

const common = { group: 'memory', kind: 'memory', unit: 'KB', tls: false, nghttpd: false, serve };

module.exports = [
  {
    ...common,
    id: 'memory-connection',
    title: 'KB per idle connection (less is better)',
    warmUp: { connections: 1000 },
    added: { connections: 2000 },
  },
  {
    ...common,
    id: 'memory-stream',
    title: 'KB per idle stream (less is better)',
    warmUp: { connections: 100, streamsPerConnection: 2 },
    added: { streamsPerConnection: 90 },
  },
];
