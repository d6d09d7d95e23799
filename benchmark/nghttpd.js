'use strict';

// Starts nghttpd on a port that the kernel chooses and finds out which.

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { ended, failure, start, stop } = require('./processes');
const { findTool } = require('./tools');

const LISTEN = '0A';
const POLL = 10;
const PATIENCE = 5000;

function socketsOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).map((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(path.join(folder, fd)))?.[1];
    } catch {
      return undefined; // closed since the folder was read
    }
  });
}

// nghttpd does not say which port it got for 0; the kernel's table of sockets does.
function listeningPort(pid) {
  const sockets = new Set(socketsOf(pid));
  for (const line of fs.readFileSync(`/proc/${pid}/net/tcp`, 'latin1').split('\n').slice(1)) {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state === LISTEN && sockets.has(inode)) return parseInt(local.split(':')[1], 16);
  }
  return undefined;
}

async function waitForPort(child) {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    if (child.pid === undefined || ended(child)) throw failure(child);
    const port = listeningPort(child.pid);
    if (port !== undefined) return port;
    await delay(POLL);
  }
  throw new Error('nghttpd did not listen in time');
}

/**
 * @param {number} role MEASURED or PEER
 * @param {{folder: string, tls: boolean}} options
 * @returns {Promise<{child: object, port: number}>}
 */
async function startNghttpd(role, { folder, tls }) {
  const security = tls ? [] : ['--no-tls'];
  const files = tls ? [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')] : [];
  const args = ['-a', '127.0.0.1', '-d', folder, ...security, '0', ...files];
  const child = start(role, findTool('nghttpd'), args);
  child.stdout.resume();
  try {
    return { child, port: await waitForPort(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

module.exports = { startNghttpd };
