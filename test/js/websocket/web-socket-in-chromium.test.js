'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { builtin } = require('../../support/oracle');
const certificate = require('../../support/certificate');
const { bodyOf } = require('../../support/body');
const { openPage } = require('../../support/browser');
const { closeEverything, originOf } = require('../../support/listening');
const { serveWebSockets } = require('../../support/web-sockets');

const LARGE = 2 ** 20;

/** Runs in the page, and posts what it found out. */
async function check(large) {
  const open = (path, protocols) => new Promise((resolve, reject) => {
    const socket = new globalThis.WebSocket(`wss://${globalThis.location.host}${path}`, protocols);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error(`no WebSocket at ${path}`));
  });
  const answer = (socket, message) => new Promise((resolve) => {
    socket.onmessage = ({ data }) => resolve(data);
    socket.send(message);
  });
  const end = (socket, act) => new Promise((resolve) => {
    socket.onclose = ({ code, reason, wasClean }) => resolve([code, reason, wasClean]);
    act();
  });
  async function outcome() {
    const socket = await open('/socket', ['one', 'two']);
    const { protocol, extensions } = socket;
    const text = await answer(socket, 'grüße');
    const bytes = new Uint8Array(await answer(socket, new Uint8Array(large).fill(7)));
    const sum = bytes.reduce((total, byte) => total + byte, 0);
    const closed = await end(socket, () => socket.close(4000, 'enough'));
    const other = await open('/socket');
    const closedByServer = await end(other, () => other.send('close'));
    const third = await open('/socket');
    const cut = await end(third, () => third.send('terminate'));
    const refused = await open('/none').then(() => 'open', (error) => error.message);
    return { protocol, extensions, text, sum, closed, closedByServer, cut, refused };
  }
  const found = await outcome().catch((error) => ({ failed: String(error) }));
  await fetch('/outcome', { method: 'POST', body: JSON.stringify(found) });
}

const page = `<!doctype html><title>Page</title><link rel="icon" href="data:,">
  <script>addEventListener('load', () => (${check})(${LARGE}));</script>`;

function serveAct(socket) {
  const acts = { close: () => socket.close(4001, 'as you wish'), terminate: () => socket.terminate() };
  socket.on('message', (data, isBinary) => {
    const act = isBinary ? undefined : acts[data];
    if (act) act();
    else socket.send(data, { binary: isBinary });
  });
}

describe('WebSockets of Chromium', function () {
  before(function skip() { if (builtin) this.skip(); });
  this.timeout(30_000);
  let browser;

  afterEach(async () => {
    await browser?.close();
    await closeEverything();
  });

  it('run over the h2 session of their page', async () => {
    let tell;
    const told = new Promise((resolve) => { tell = resolve; });
    const { server, sockets } = await serveWebSockets({ ...certificate, allowHTTP1: true },
      { path: '/socket', perMessageDeflate: { threshold: 0 } },
      async (request, response) => {
        if (request.url === '/outcome') tell(JSON.parse(await bodyOf(request)));
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      });
    const versions = [];
    const closes = [];
    sockets.on('connection', (socket, { httpVersion }) => {
      versions.push(httpVersion);
      socket.on('close', (code, reason) => closes.push([code, reason.toString()]));
      serveAct(socket);
    });
    browser = openPage(originOf(server));
    const ended = browser.exited.then((how) => { throw new Error(how); });
    const outcome = await Promise.race([told, ended, once(server, 'error')]);

    assert.deepStrictEqual(outcome, {
      protocol: 'one', extensions: 'permessage-deflate', text: 'grüße', sum: 7 * LARGE,
      closed: [4000, 'enough', true], closedByServer: [4001, 'as you wish', true],
      cut: [1006, '', false], refused: 'no WebSocket at /none',
    });
    assert.deepStrictEqual(versions, ['2.0', '2.0', '2.0']);
    assert.deepStrictEqual(closes, [[4000, 'enough'], [4001, 'as you wish'], [1006, '']]);
  });
});
