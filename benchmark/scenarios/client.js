'use strict';

// The client: one connection to nghttpd, 100 requests under way at once, answers read to their end.

const fs = require('node:fs');
const path = require('node:path');

function prepareGet(session) {
  return () => session.request({ ':path': '/hello.txt' });
}

function preparePost(session, folder) {
  const body = fs.readFileSync(path.join(folder, 'post-1kb.bin'));
  return () => {
    const stream = session.request({ ':method': 'POST', ':path': '/hello.txt' });
    stream.end(body);
    return stream;
  };
}

const common = {
  group: 'client',
  kind: 'client',
  unit: 'requests/s',
  concurrency: 100,
  nghttpd: false,
};

module.exports = [
  { ...common, id: 'client-get', title: 'client: GET, 100 at once', prepare: prepareGet },
  { ...common, id: 'client-post', title: 'client: POST 1 KB, 100 at once', prepare: preparePost },
];
