'use strict';

const { execFile, spawn } = require('node:child_process');
const path = require('node:path');
const readline = require('node:readline');
const { promisify } = require('node:util');
const http2 = require('../..');
const { closeLater } = require('./listening');

const EXAMPLES = path.join(__dirname, '../../examples');
const ADDRESS = /https?:\/\/localhost:\d+/;

const run = promisify(execFile);

/**
 * Runs an example until it has printed its address, and to the end of the test.
 * @param {string} name of its file; its first argument is a port
 * @param {...string} args those after the port
 * @returns {Promise<object>} `lines` (what it printed until then), its `address`, a `session` to it, its
 *   `child` process, and `nextLine()`, which resolves to the next line that it prints
 */
async function exampleThatServes(name, ...args) {
  const child = spawn(process.execPath, [path.join(EXAMPLES, name), '0', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  closeLater({ destroy: () => child.kill() });
  const output = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => (await output.next()).value;
  const lines = [];
  for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
    lines.push(line);
    const [address] = ADDRESS.exec(line) ?? [];
    if (address) return { lines, address, session: open(address), child, nextLine };
  }
  throw new Error(`${name} has ended: ${lines.join('\n')}`);
}

/**
 * Runs an example to its end.
 * @returns {Promise<string[]>} the lines that it printed; rejects if it failed
 */
async function exampleThatEnds(name, ...args) {
  const { stdout } = await run(process.execPath, [path.join(EXAMPLES, name), ...args]);
  return stdout.trimEnd().split('\n');
}

function open(address) {
  const session = closeLater(http2.connect(address, { rejectUnauthorized: false }));
  session.on('error', () => {});
  return session;
}

module.exports = { EXAMPLES, exampleThatEnds, exampleThatServes };
