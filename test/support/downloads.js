'use strict';

// Downloads by another process, and what they cost the server: this process.

const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { listen } = require('./listening');
const http2 = require('./impl');

const run = promisify(execFile);
const CLIENT = path.join(__dirname, 'download-process.js');
const MEBI = 2 ** 20;

/** @returns {{ bytes: number, peak: number }} `peak`: the most memory that was resident, in MiB */
async function download(file, count, sessions) {
  const server = await listen(http2.createServer());
  server.on('stream', (stream) => stream.respondWithFile(file));
  let peak = 0;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss() / MEBI); }, 10);
  const url = `http://127.0.0.1:${server.address().port}`;
  try {
    const { stdout } = await run(process.execPath, [CLIENT, url, String(count), String(sessions)]);
    return { bytes: Number(stdout), peak };
  } finally {
    clearInterval(watch);
  }
}

module.exports = { MEBI, download };
