'use strict';

// Checks that the package works here: it prints what it runs on and makes requests to servers of its own.

const path = require('node:path');
const { runningLibc } = require('../lib/engine/platform-facts.js');
const { flawsOf } = require('../lib/engine/nghttp2-version.js');
const { requestInTheClear, requestOverTls } = require('./round-trip.js');

const PACKAGE = require('../package.json');
const ROOT = path.join(__dirname, '..');

/**
 * @param {(line: string) => void} print
 * @returns {Promise<boolean>} whether everything works
 */
async function check(print) {
  printFacts(print);
  const problems = flawsOf(process.versions.nghttp2);
  const http2 = load(print, problems);
  if (http2 !== undefined) {
    await tryRequest('h2c', () => requestInTheClear(http2), print, problems);
    await tryRequest('TLS', () => requestOverTls(http2), print, problems);
  }
  for (const problem of problems) print(`Problem: ${problem}`);
  if (problems.length === 0) print('Everything works.');
  return problems.length === 0;
}

function printFacts(print) {
  const { name, version } = runningLibc();
  const libc = name === undefined ? '' : `, ${[name, version].join(' ').trim()}`;
  const { node, nghttp2, openssl } = process.versions;
  print(`native-http2 ${PACKAGE.version} in ${ROOT}`);
  print(`Node ${node} (${process.execPath}) on ${process.platform}-${process.arch}${libc}`);
  print(`nghttp2 ${nghttp2}, OpenSSL ${openssl}`);
}

function load(print, problems) {
  try {
    const http2 = require('../lib/index.js');
    const addon = Object.keys(require.cache).find((file) => path.basename(file) === 'native_http2.node');
    print(`Addon ${addon}`);
    return http2;
  } catch (error) {
    problems.push(error.message);
    return undefined;
  }
}

async function tryRequest(name, request, print, problems) {
  try {
    const { status, protocol, milliseconds } = await request();
    print(`Request over ${name}: status ${status}, ${protocol}, ${milliseconds.toFixed(1)} ms`);
  } catch (error) {
    problems.push(`the request over ${name} failed: ${error.code ?? error.name}: ${error.message}`);
  }
}

module.exports = { check };
