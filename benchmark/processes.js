'use strict';

// Every child process is started and stopped here, so that none outlives the benchmark.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { constants: { signals } } = require('node:os');
const { setTimeout: delay } = require('node:timers/promises');
const { pinned } = require('./pinning');

const STDERR_KEPT = 4096;
const PATIENCE = 15_000;
const LATE = 'the process did not answer in time';
const running = new Set();

process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(128 + signals[signal]));
}

/**
 * Starts a child on the core of its role. `child.complaint()` is the end of what it wrote to
 * standard error.
 *
 * @param {number} role MEASURED, PEER or BOTH
 * @param {string} command
 * @param {string[]} args
 * @param {{ipc?: boolean}} [options] ipc: open a channel for messages
 * @returns {import('node:child_process').ChildProcess}
 */
function start(role, command, args, { ipc = false } = {}) {
  const stdio = ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])];
  const child = spawn(...pinned(role, command, args), { stdio });
  let stderr = '';
  child.stderr.on('data', (chunk) => { stderr = (stderr + chunk).slice(-STDERR_KEPT); });
  child.complaint = () => stderr.trim();
  child.on('error', (error) => { stderr += error.message; });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/**
 * Starts one of the benchmark's own scripts with a channel for messages.
 *
 * @param {number} role MEASURED, PEER or BOTH
 * @param {string} script absolute path
 * @param {object} task given to the script as JSON in its only argument
 * @param {{flags?: string[], runtime?: string}} [options] flags for it; what runs it instead of this Node
 */
function startScript(role, script, task, { flags = [], runtime = process.execPath } = {}) {
  const args = [...flags, script, JSON.stringify(task)];
  const child = start(role, runtime, args, { ipc: true });
  child.stdout.resume();
  return child;
}

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Kills a child and waits until it is gone. */
async function stop(child) {
  if (child.pid === undefined || ended(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/**
 * @param {object} child started with a channel for messages
 * @param {number} [expected] milliseconds that the child may well take
 * @returns {Promise<object>} the next message of the child
 * @throws {Error} with the child's own complaint when it ends instead, or when it is late
 */
async function message(child, expected = 0) {
  if (ended(child)) throw failure(child);
  const stopWaiting = new AbortController();
  const { signal } = stopWaiting;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([value]) => value),
      once(child, 'close', { signal }).then(() => { throw failure(child); }),
      delay(expected + PATIENCE, undefined, { signal }).then(() => { throw new Error(LATE); }),
    ]);
  } finally {
    stopWaiting.abort();
  }
}

// The line of a stack trace, of Node or of Bun, that names the error; the last line of any other text.
function gist(text) {
  const lines = text.trim().split('\n');
  return lines.find((line) => /^\w*Error\b|^error: /.test(line)) ?? lines.at(-1);
}

function failure(child) {
  const how = child.signalCode ?? `status ${child.exitCode}`;
  return new Error(`process ended early (${how}): ${gist(child.complaint()) || 'it said nothing'}`);
}

module.exports = { ended, failure, gist, message, start, startScript, stop };
