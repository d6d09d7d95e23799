'use strict';

// Runs h2load as the load and reads its report.

const path = require('node:path');
const { once } = require('node:events');
const { PEER } = require('./pinning');
const { failure, start } = require('./processes');
const { busyShare } = require('./processor-time');
const { findTool } = require('./tools');

/** Time before the measurement, in milliseconds: the compiler has seen the hot paths by then. */
const WARM_UP = 500;

// Beyond its duration a load needs only to connect and to print; more means that something hangs.
const PATIENCE = 15_000;

// The part of a load's duration in which h2load's own processor time is measured: it needs the rest to
// connect and to print.
const MOST = 0.9;

// The same cipher for all, or a comparison of servers becomes one of ciphers.
const TLS_CIPHERS = 'TLS_AES_128_GCM_SHA256';

function windowFlags({ stream, connection }) {
  return ['-w', String(stream), '-W', String(connection)];
}

function flags(load, folder) {
  return [
    '-c', String(load.connections), '-m', String(load.streams),
    `--tls13-ciphers=${TLS_CIPHERS}`,
    ...(load.windows ? windowFlags(load.windows) : []),
    ...(load.post ? ['-d', path.join(folder, load.post)] : []),
    ...(load.headers ?? []).flatMap((header) => ['-H', header]),
  ];
}

async function reportOf(child, patience) {
  let report = '';
  child.stdout.on('data', (chunk) => { report += chunk; });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await once(child, 'close');
  clearTimeout(timer);
  if (child.exitCode !== 0) throw failure(child);
  return report;
}

function numbers(report, pattern) {
  const match = pattern.exec(report);
  if (match === null) throw new Error(`h2load printed no result: ${report.trim().slice(-500)}`);
  return match.slice(1).map(Number);
}

/**
 * Reads what h2load printed.
 *
 * @returns {{rate: number, bytes: number}} requests per second, and bytes of all bodies
 * @throws {Error} when nothing was answered, requests failed, or answers are not 2xx
 */
function readReport(report) {
  const [rate] = numbers(report, /finished in \S+, ([\d.]+) req\/s/);
  const [done, failed, errored] = numbers(report, /(\d+) done, .* (\d+) failed, (\d+) errored/);
  const others = numbers(report, /2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx/);
  const [bytes] = numbers(report, /\((\d+)\) data/);
  const bad = others.reduce((sum, count) => sum + count);
  if (failed + errored > 0) throw new Error(`${failed + errored} requests failed`);
  if (bad > 0) throw new Error(`${bad} answers were not 2xx`);
  if (done === 0) throw new Error('no request was answered');
  return { rate, bytes };
}

// Speed counts only if the answer is the right one: asked once, before the load.
async function checkAnswer(load, { url, folder, expected }) {
  const args = ['-n', '1', ...flags({ ...load, connections: 1, streams: 1 }, folder), url];
  const child = start(PEER, findTool('h2load'), args);
  const { bytes } = readReport(await reportOf(child, PATIENCE));
  if (bytes !== expected) throw new Error(`an answer of ${bytes} bytes instead of ${expected}`);
}

/**
 * Loads a server for WARM_UP and `duration` milliseconds.
 *
 * @param {object} load of a scenario: connections, streams, windows, post, headers
 * @param {{url: string, folder: string, duration: number, role?: number}} target role: where h2load runs
 * @returns {Promise<{rate: number, busy: number}>} requests per second after the warm-up, and the
 *   processor time of h2load itself for each second
 * @throws {Error} when requests failed
 */
async function runLoad(load, { url, folder, duration, role = PEER }) {
  const times = ['-D', `${duration}ms`, '--warm-up-time', `${WARM_UP}ms`];
  const args = [...times, ...flags(load, folder), url];
  const child = start(role, findTool('h2load'), args);
  const [report, busy] = await Promise.all([
    reportOf(child, WARM_UP + duration + PATIENCE),
    // It ends with its time, and then nobody can ask any more.
    busyShare([child.pid], { after: WARM_UP, during: duration * MOST }),
  ]);
  return { rate: readReport(report).rate, busy };
}

module.exports = { TLS_CIPHERS, WARM_UP, checkAnswer, runLoad };
