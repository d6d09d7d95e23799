'use strict';

// A self-signed certificate for this machine's loopback address, made on the spot.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { UsageError } = require('./arguments');

const SUBJECT = [
  ...['-subj', '/CN=localhost'],
  ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
];
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(folder) {
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '30'];
  const args = ['req', '-x509', ...KEY, ...files, ...SUBJECT];
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function explain(error) {
  if (error.code !== 'ENOENT') return error;
  return new UsageError(
    'The certificate is made by the `openssl` command, which is missing: install it ' +
      '(on Debian: apt-get install openssl) and start again.',
  );
}

/**
 * @returns {{ key: Buffer, cert: Buffer }} in PEM, valid for a month; nothing stays on disk
 * @throws {UsageError} when `openssl` is missing
 */
function makeCertificate() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'native-http2-'));
  try {
    openssl(folder);
    const read = (name) => fs.readFileSync(path.join(folder, name));
    return { key: read('key.pem'), cert: read('cert.pem') };
  } catch (error) {
    throw explain(error);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

module.exports = { makeCertificate };
