'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const readline = require('node:readline');
const http2 = require('../..');
const { closeLater } = require('./listening');

const EXAMPLES = path.join(__dirname, '../../examples');
const ADDRESS = /https?:\/\/localhost:\d+/;

/**
 * Runs an example until it has printed its address, and to the end of the test.
 * @param {string} name of its file; it takes a port as its only argument
 * @returns {Promise<{lines: string[], session: ClientHttp2Session}>} what it printed until then, and a
 *   session to its address
 */
async function exampleThatServes(name) {
  const child = spawn(process.execPath, [path.join(EXAMPLES, name), '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  closeLater({ destroy: () => child.kill() });
  const lines = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    lines.push(line);
    const [address] = ADDRESS.exec(line) ?? [];
    if (address) return { lines, session: open(address) };
  }
  throw new Error(`${name} has ended: ${lines.join('\n')}`);
}

function open(address) {
  const session = closeLater(http2.connect(address, { rejectUnauthorized: false }));
  session.on('error', () => {});
  return session;
}

module.exports = { exampleThatServes };
