'use strict';

// One request with our own client.

const http2 = require('../..');

function collect(stream, resolve, reject) {
  const answer = { status: 0, body: '' };
  stream.setEncoding('utf8');
  stream.on('response', (headers) => (answer.status = headers[':status']));
  stream.on('data', (text) => (answer.body += text));
  stream.on('end', () => resolve(answer));
  stream.on('error', reject);
}

/**
 * @param {string} url
 * @param {object} [options] for `http2.connect()`
 * @returns {Promise<{ status: number, body: string }>}
 */
async function ask(url, options) {
  const { origin, pathname } = new URL(url);
  const session = http2.connect(origin, options);
  try {
    return await new Promise((resolve, reject) => {
      session.on('error', reject);
      collect(session.request({ ':path': pathname }), resolve, reject);
    });
  } finally {
    session.close();
  }
}

module.exports = { ask };
