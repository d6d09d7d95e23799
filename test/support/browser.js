'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-breakpad',
  '--disable-component-update',
  '--disable-extensions', '--disable-sync', '--ignore-certificate-errors',
];

const COMPLAINT = 2000;

/**
 * Opens a page in headless Chromium, with a profile of its own. `close()` ends the browser;
 * `exited` resolves, whoever ended it, to a text that says how and what it complained of last.
 */
function openPage(url) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'browser-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, url],
    { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => { complaint = (complaint + chunk).slice(-COMPLAINT); });
  // All its processes have this pipe: it ends with the last one, which writes to the profile no more.
  const exited = once(child, 'close')
    .then(([code, signal]) => `Chromium ended with ${signal ?? code}: ${complaint}`);
  return {
    exited,
    async close() {
      child.kill();
      await exited;
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

module.exports = { openPage };
