'use strict';

// The command line of the example.

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');

const MAX_PORT = 65535;

const OPTIONS = {
  folder: { type: 'string', default: path.join(__dirname, '..', 'public') },
  port: { type: 'string', default: '8080' },
  'tls-port': { type: 'string', default: '8443' },
  help: { type: 'boolean', short: 'h', default: false },
};

const HELP = `Serves a folder and a JSON endpoint over HTTP/2, in the clear and over TLS at once.

Usage: npm start -- [options]

  --folder <path>    the folder to serve         (default: examples/public)
  --port <n>         port in the clear (h2c)     (default: 8080; 0 takes a free one)
  --tls-port <n>     port over TLS (h2)          (default: 8443; 0 takes a free one)
  -h, --help         this text

Ctrl-C ends it: answers under way are finished first, a second Ctrl-C doesn't wait for them.`;

/** A mistake of the person at the command line, worded for that person. */
class UsageError extends Error {
  constructor(message) {
    super(`${message.replace(/\.?$/, '.')} \`npm start -- --help\` lists the options.`);
  }
}

function parsePort(name, text) {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port <= MAX_PORT) return port;
  throw new UsageError(`--${name} must be a whole number from 0 to ${MAX_PORT}, not '${text}'.`);
}

function parseFolder(text) {
  const stat = fs.statSync(text, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`--folder: there is no '${text}'.`);
  if (!stat.isDirectory()) throw new UsageError(`--folder: '${text}' is not a folder.`);
  return fs.realpathSync(text);
}

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/**
 * @param {string[]} argv the arguments after the script's name
 * @returns {{ help: true } | { help: false, folder: string, port: number, tlsPort: number }}
 * @throws {UsageError}
 */
function readArguments(argv) {
  const values = parse(argv);
  if (values.help) return { help: true };
  return {
    help: false,
    folder: parseFolder(values.folder),
    port: parsePort('port', values.port),
    tlsPort: parsePort('tls-port', values['tls-port']),
  };
}

module.exports = { HELP, UsageError, readArguments };
