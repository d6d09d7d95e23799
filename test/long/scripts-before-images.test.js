'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const http2 = require('../..');
const certificate = require('../support/certificate');
const { bodyOf } = require('../support/body');
const { openPage } = require('../support/browser');
const { closeEverything, closeLater } = require('../support/listening');
const { throttled } = require('../support/throttled');

const COUNT = 50;
const SMALLEST = 20_000;
const STEP = 600;
// Bytes in a millisecond: all bodies together, 3.5 MB, take some seconds.
const RATE = 1000;

/** Runs in the page when all of it is loaded: posts the paths of its parts, in the order of their ends. */
async function tellOrder() {
  const parts = performance.getEntriesByType('resource')
    .map(({ name, responseEnd }) => ({ path: new URL(name).pathname, responseEnd }))
    .sort((one, other) => one.responseEnd - other.responseEnd);
  const paths = parts.map(({ path }) => path);
  await fetch('/order', { method: 'POST', body: JSON.stringify(paths) });
}

const times = (piece) => Array.from({ length: COUNT }, (_, n) => piece(n)).join('');
const PAGE = `<!doctype html><title>Page</title><link rel="icon" href="data:,">
  <script>addEventListener('load', ${tellOrder});</script>
  ${times((n) => `<img src="/image/${n}">`)}
  ${times((n) => `<script src="/script/${n}"></script>`)}`;

const sizeOf = (number) => SMALLEST + STEP * number;
const KINDS = {
  image: {
    type: 'image/svg+xml',
    body: (n) => '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"></svg>'.padEnd(sizeOf(n)),
  },
  script: { type: 'text/javascript', body: (n) => ';'.padEnd(sizeOf(n)) },
};

/** Loads the page once. */
async function load(options) {
  const priorities = { image: {}, script: {} };
  let tell;
  const told = new Promise((resolve) => { tell = resolve; });
  const server = http2.createSecureServer({ ...certificate, ...options }, async (request, response) => {
    const [, kind, number] = request.url.split('/');
    if (kind === 'order') tell(JSON.parse(await bodyOf(request)));
    if (KINDS[kind] === undefined) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      return;
    }
    const { priority = 'none' } = request.headers;
    priorities[kind][priority] = (priorities[kind][priority] ?? 0) + 1;
    const { type, body } = KINDS[kind];
    response.writeHead(200, { 'content-type': type }).end(body(Number(number)));
  });
  server.on('session', closeLater);
  const line = await throttled(server, RATE);
  const browser = openPage(`https://localhost:${line.address().port}`);
  try {
    const ended = browser.exited.then((how) => { throw new Error(how); });
    const order = await Promise.race([told, ended]);
    return { medians: mediansOf(order), priorities };
  } finally {
    await browser.close();
    line.close();
  }
}

/** Of the places in the order, by kind. */
function mediansOf(order) {
  const medians = {};
  for (const kind of Object.keys(KINDS)) {
    const places = order.flatMap((path, place) => (path.startsWith(`/${kind}/`) ? [place] : []));
    assert.strictEqual(places.length, COUNT);
    medians[kind] = (places[COUNT / 2 - 1] + places[COUNT / 2]) / 2;
  }
  return medians;
}

function hasChromium() {
  try {
    execFileSync('chromium', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const unless = hasChromium() ? '' : ' (skipped: there is no program chromium)';

describe(`Chromium's page of 100 images and scripts over a slow line${unless}`, function page() {
  this.timeout(120_000);
  before(function skip() { if (unless) this.skip(); });
  afterEach(closeEverything);

  it('gets its scripts before its images with extensiblePriorities', async () => {
    const without = await load({});
    const { medians, priorities } = await load({ extensiblePriorities: true });
    console.log('      priorities:', JSON.stringify(priorities));
    console.log(`      median place of scripts ${medians.script}, of images ${medians.image};`,
      `without the option ${without.medians.script} and ${without.medians.image}`);
    assert.ok(medians.script < medians.image, `scripts ${medians.script}, images ${medians.image}`);
    assert.ok(medians.script < without.medians.script, `${without.medians.script} without the option`);
  });
});
