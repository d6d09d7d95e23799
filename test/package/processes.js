'use strict';

// Runs a command to its end, and takes its output.

const { spawn } = require('node:child_process');

const TIMEOUT = 600_000; // milliseconds: a build from source takes minutes

/**
 * @param {string} command
 * @param {string[]} args
 * @param {object} options of spawn()
 * @returns {Promise<string>} what the command printed
 * @throws {Error} with both outputs in its message, when the command fails
 */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT });
    const chunks = { stdout: [], stderr: [] };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => chunks[name].push(chunk));
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const text = (name) => Buffer.concat(chunks[name]).toString();
      if (status === 0) return resolve(text('stdout'));
      const line = `${command} ${args.join(' ')} ended with ${signal ?? `status ${status}`}`;
      return reject(new Error(`${line}\n${text('stdout')}${text('stderr')}`));
    });
  });
}

module.exports = { run };
