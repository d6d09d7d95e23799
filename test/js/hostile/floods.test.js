'use strict';

const assert = require('node:assert');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { leavesNothing, repeated, sequence, Siege } = require('../../support/siege');

const FLOOD = 40_000;

const FLOODS = {
  'PING': () => repeated(FLOOD, { type: 'PING' }),
  'acknowledgements of PING': () => repeated(FLOOD, { type: 'PING', ack: true }),
  'SETTINGS': () => repeated(FLOOD, { type: 'SETTINGS' }),
  'empty DATA': () => repeated(FLOOD, { type: 'DATA', streamId: 1 }),
  'DATA that is all padding': () =>
    repeated(FLOOD, { type: 'DATA', streamId: 1, flags: 8, payload: Buffer.alloc(1) }),
  'WINDOW_UPDATE': () => repeated(FLOOD, { type: 'WINDOW_UPDATE', increment: 1 }),
  'WINDOW_UPDATE of a stream': () =>
    repeated(FLOOD, { type: 'WINDOW_UPDATE', streamId: 1, increment: 1 }),
  'PRIORITY': () => repeated(FLOOD, { type: 'PRIORITY', streamId: 5 }),
  'requests that are reset': () => sequence(5000, (i) => [
    { type: 'HEADERS', streamId: 2 * i + 3, headers: GET, endStream: true },
    { type: 'RST_STREAM', streamId: 2 * i + 3, code: 8 },
  ]),
  'requests that provoke a reset': () => sequence(5000, (i) => [
    { type: 'HEADERS', streamId: 2 * i + 3, headers: POST },
    { type: 'WINDOW_UPDATE', streamId: 2 * i + 3, increment: 2 ** 31 - 1 },
  ]),
  'requests that are malformed': () => sequence(5000, (i) => [
    { type: 'HEADERS', streamId: 2 * i + 3, headers: [[':method', 'GET']], endStream: true },
  ]),
  'requests with too many fields': () => sequence(5000, (i) => [
    { type: 'HEADERS', streamId: 2 * i + 3, headers: [...GET, ...Array(130).fill(['a', ''])] },
  ]),
  'CONTINUATION': () => Buffer.concat([
    repeated(1, { type: 'HEADERS', streamId: 3, headers: GET, endHeaders: false }),
    repeated(FLOOD, { type: 'CONTINUATION', streamId: 3, headers: [['a', 'b']], endHeaders: false }),
  ]),
  'empty CONTINUATION': () => Buffer.concat([
    repeated(1, { type: 'HEADERS', streamId: 3, headers: GET, endHeaders: false }),
    repeated(FLOOD, { type: 'CONTINUATION', streamId: 3, endHeaders: false }),
  ]),
};

describe('x', function () {
  afterEach(closeEverything);
  for (const [title, make] of Object.entries(FLOODS)) {
    it(title, async () => {
      const bytes = make();
      const siege = await Siege.begin({}, (stream) => {stream.on('data', () => {})});
      const a = await siege.attacker();
      a.send({ type: 'HEADERS', streamId: 1, headers: POST });
      const t = performance.now();
      a.sendBytes(bytes);
      await siege.bystanderIsServed();
      const t2 = performance.now() - t;
      const g = await Promise.race([siege.ends(a), new Promise((r) => setTimeout(r, 1500, 'NO END'))]);
      console.log(title.padEnd(30), bytes.length, t2 | 0, g && g.code !== undefined ? `code ${g.code} last ${g.lastStreamId} ${g.data}` : g, siege.errors.map((e) => e.code + ' ' + e.message).join(), 'ended', a.isEnded, a.lines.length, a.lines.at(-2));
      await siege.newcomerIsServed();
    });
  }
});
