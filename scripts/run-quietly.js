'use strict';

// Runs a command in silence: its title is printed once it takes long enough to be wondered at, its
// whole output only when it fails.

const { spawn } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const ANNOUNCE_AFTER_MS = 400;

/**
 * @param {string} title what happens, in words
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: object }} [options]
 * @returns {Promise<string>} everything that the command printed
 * @throws {Error} with the output in its message, when the command can't be run or fails
 */
function runQuietly(title, command, args, { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const announcement = setTimeout(() => console.log(`${title} ...`), ANNOUNCE_AFTER_MS);
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const fail = (reason) => {
      const line = `${title}: \`${command} ${args.join(' ')}\` ${reason}`;
      reject(new Error(`${Buffer.concat(chunks)}\n${line}`));
    };
    child.on('error', (error) => fail(`can't be run: ${error.message}`));
    child.on('close', (status, signal) => {
      clearTimeout(announcement);
      if (status === 0) resolve(Buffer.concat(chunks).toString());
      else fail(signal ? `was ended by ${signal}` : `ended with status ${status}`);
    });
  });
}

module.exports = { ROOT, runQuietly };
