'use strict';

// The folder that all servers serve from and all loads read from.

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { cert, key } = require('../test/support/certificate');

/** Answer of every hello world. */
const HELLO = 'hello world\n';

/** Files of the folder; a request's path is `/` and the file's name. */
const FILES = {
  'hello.txt': () => HELLO,
  '10kb.bin': () => randomBytes(10 * 1024),
  '1mb.bin': () => randomBytes(1024 * 1024),
  'post-1kb.bin': () => randomBytes(1024),
};

/**
 * Makes the folder; it is removed when this process exits.
 *
 * @returns {string} the folder's path
 */
function start() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'native-http2-benchmark-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  fs.writeFileSync(path.join(folder, 'key.pem'), key, { mode: 0o600 });
  fs.writeFileSync(path.join(folder, 'cert.pem'), cert);
  for (const [name, content] of Object.entries(FILES)) {
    fs.writeFileSync(path.join(folder, name), content());
  }
  return folder;
}

module.exports = { HELLO, start };
