'use strict';

const assert = require('node:assert');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { openPage } = require('../../support/browser');
const { closeEverything, listen, originOf } = require('../../support/listening');

const IMAGES = 50;
const SCRIPTS = 50;
const UPLOAD = 2 ** 20;

const image = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"></svg>';

/** Runs in the page when all of it is loaded, and posts what it found out. */
async function check(upload) {
  const messages = new Promise((resolve) => {
    const got = [];
    const source = new globalThis.EventSource('/events');
    source.onmessage = ({ data }) => {
      if (got.push(data) < 3) return;
      source.close();
      resolve(got);
    };
  });
  // A timing may come later than the end of what it is about.
  const timed = new Promise((resolve) => {
    const missing = new Set(['/upload', '/events']);
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) missing.delete(new URL(name).pathname);
      if (missing.size === 0) resolve();
    }).observe({ type: 'resource', buffered: true });
  });
  const answer = await fetch('/upload', { method: 'POST', body: new Uint8Array(upload).fill(7) });
  const [echoed, events] = await Promise.all([answer.json(), messages, timed]);
  const outcome = {
    echoed,
    events,
    images: [...globalThis.document.images].filter((one) => one.naturalWidth === 3).length,
    scripts: globalThis.loaded,
    protocols: ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
      .map(({ name, nextHopProtocol }) => [new URL(name).pathname, nextHopProtocol]),
  };
  await fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
}

const times = (count, piece) => Array.from({ length: count }, (_, n) => piece(n)).join('');
const page = `<!doctype html><title>Page</title><link rel="icon" href="data:,">
  <script>loaded = 0; addEventListener('load', () => (${check})(${UPLOAD}));</script>
  ${times(IMAGES, (n) => `<img src="/image/${n}">`)}
  ${times(SCRIPTS, (n) => `<script src="/script/${n}"></script>`)}`;

function sendEvents(response) {
  response.setHeader('content-type', 'text/event-stream');
  for (const n of [1, 2, 3]) response.write(`data: ${n}\n\n`);
}

async function sumUp(request) {
  const body = await bodyOf(request);
  return JSON.stringify({ length: body.length, sum: body.reduce((sum, byte) => sum + byte, 0) });
}

/** Serves the page; `tell` gets its outcome. */
function serve(tell) {
  const kinds = {
    image: (request, response) => {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(image);
    },
    script: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end('loaded += 1;');
    },
    events: (request, response) => sendEvents(response),
    upload: async (request, response) => response.end(await sumUp(request)),
    outcome: async (request, response) => {
      tell(JSON.parse(await bodyOf(request)));
      response.end();
    },
    '': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    },
  };
  return (request, response) => kinds[request.url.split('/')[1]](request, response);
}

/**
 * Rejects with the error of a request under way. The browser may reset a connection that it has no use
 * for, which is an error of that session, with the builtin too, and of no request.
 */
function failureOfRequest(server) {
  return new Promise((resolve, reject) => {
    server.on('stream', (stream) => stream.on('error', reject));
  });
}

describe('Chromium over TLS', function () {
  this.timeout(30_000);
  let browser;

  afterEach(async () => {
    await browser.close();
    await closeEverything();
  });

  it('loads a page of 100 images and scripts, uploads and gets events, all over h2', async () => {
    let tell;
    const told = new Promise((resolve) => { tell = resolve; });
    const sessions = [];
    const server = await listen(http2.createSecureServer(certificate, serve(tell)));
    server.on('session', (session) => sessions.push(session));
    const failed = failureOfRequest(server);
    browser = openPage(originOf(server));
    const ended = browser.exited.then((how) => { throw new Error(how); });
    const { echoed, events, images, scripts, protocols } = await Promise.race([
      told, ended, failed,
    ]);

    assert.deepStrictEqual(echoed, { length: UPLOAD, sum: 7 * UPLOAD });
    assert.deepStrictEqual([events, images, scripts], [['1', '2', '3'], IMAGES, SCRIPTS]);
    assert.ok(protocols.length > 1 + IMAGES + SCRIPTS, `${protocols.length} resources`);
    assert.deepStrictEqual(protocols.filter(([, protocol]) => protocol !== 'h2'), []);
    assert.ok(sessions.length <= 2, `${sessions.length} connections`);
  });
});
