'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { leavesNothing, repeated, sequence, Siege } = require('../../support/siege');

const INITIAL_WINDOW_SIZE = 4;
const LARGEST_WINDOW = 2 ** 31 - 1;
const BODY_SIZE = 100_000;
const REQUESTS = 50;

/** An attacker who sends, and reads nothing. */
async function deafAttacker(siege, settings) {
  const attacker = await siege.attacker(settings);
  attacker.socket.pause();
  return attacker;
}

async function provokeAcknowledgements(siege, frame) {
  const attacker = await deafAttacker(siege);
  attacker.sendBytes(repeated(30_000, frame));
  await siege.bystanderIsServed();
  await siege.closed;
  attacker.destroy();
  await siege.isOver();
}

function requests() {
  return sequence(REQUESTS, (i) => [
    { type: 'HEADERS', streamId: 2 * i + 1, headers: GET, endStream: true },
  ]);
}

function answerAtLength(stream) {
  stream.respond();
  stream.end(Buffer.alloc(BODY_SIZE));
}

/** Requests of an attacker, who goes away when all of them have been answered. */
async function leaveAnswersUnread(siege, prepare, settings) {
  let asked = 0;
  const answered = new Promise((resolve) => {
    siege.server.on('stream', () => { if (++asked === REQUESTS) resolve(); });
  });
  const attacker = await deafAttacker(siege, settings);
  prepare(attacker);
  attacker.sendBytes(requests());
  await answered;
  await siege.bystanderIsServed();
  siege.attacked.on('error', () => {});
  attacker.destroy();
  await siege.closed;
  await siege.isOver();
  siege.server.removeAllListeners('stream');
}

for (const secure of [false, true]) {
  describe(`Over ${secure ? 'TLS' : 'TCP'}, a peer that reads nothing`, () => {
    afterEach(closeEverything);

    for (const type of ['PING', 'SETTINGS']) {
      it(`and provokes acknowledgements of ${type} loses its session`, async () => {
        const siege = await Siege.begin({ secure });
        await provokeAcknowledgements(siege, { type });
        assert.strictEqual(siege.errors[0].code, 'ERR_HTTP2_ERROR');
      });
    }
  });
}

describe('Answers that are never read', () => {
  afterEach(closeEverything);

  const WAYS = {
    'for want of a window': { settings: [[INITIAL_WINDOW_SIZE, 0]], prepare() {} },
    'for want of a window of the connection': {
      settings: [[INITIAL_WINDOW_SIZE, LARGEST_WINDOW]], prepare() {},
    },
    'by a socket that is full': {
      settings: [[INITIAL_WINDOW_SIZE, LARGEST_WINDOW]],
      prepare: (attacker) => attacker.send({
        type: 'WINDOW_UPDATE', increment: LARGEST_WINDOW - 65535,
      }),
    },
  };

  for (const [title, { settings, prepare }] of Object.entries(WAYS)) {
    for (const secure of [false, true]) {
      it(`${title} are given up with their connection over ${secure ? 'TLS' : 'TCP'}`, async () => {
        await leavesNothing(async () => {
          const siege = await Siege.begin({ secure }, answerAtLength);
          await leaveAnswersUnread(siege, prepare, settings);
          await closeEverything();
        });
      });
    }
  }

  it('are given up when the session times out', async () => {
    const siege = await Siege.begin({}, answerAtLength);
    siege.server.setTimeout(50);
    const attacker = await deafAttacker(siege, [[INITIAL_WINDOW_SIZE, 0]]);
    attacker.sendBytes(requests());
    await siege.closed;
    attacker.destroy();
    await siege.isOver();
  });

  it('cost a peer more streams when they take too much memory', async () => {
    const siege = await Siege.begin({ maxSessionMemory: 1 }, answerAtLength);
    const attacker = await siege.attacker([[INITIAL_WINDOW_SIZE, 0]]);
    let id = 1;
    const reset = attacker.until('RST_STREAM', { code: 11 });
    const refused = once(attacker.socket, 'close').then(() => null);
    for (; id < 100; id += 2) {
      attacker.send({ type: 'HEADERS', streamId: id, headers: GET, endStream: true });
      await new Promise(setImmediate);
    }
    const frame = await Promise.race([reset, refused]);
    assert.ok(frame.streamId > 10, `stream ${frame.streamId} was refused`);
    await siege.bystanderIsServed();
    assert.strictEqual(siege.attacked.destroyed, false);
    attacker.destroy();
    await siege.closed;
    await siege.isOver();
  });

  it('cost a peer that does not stop its session', async () => {
    const siege = await Siege.begin({ maxSessionMemory: 1, maxSessionRejectedStreams: 10 },
      answerAtLength);
    const attacker = await siege.attacker([[INITIAL_WINDOW_SIZE, 0]]);
    for (let id = 1; id < 200 && !siege.attacked.destroyed; id += 2) {
      attacker.send({ type: 'HEADERS', streamId: id, headers: GET, endStream: true });
      await new Promise(setImmediate);
    }
    await siege.bystanderIsServed();
    await siege.ends(attacker);
    await siege.isOver();
    assert.strictEqual(siege.errors.length, 1);
  });
});

describe('Over TLS, a peer that has left answers unread and breaks the protocol', () => {
  afterEach(closeEverything);

  const FRAMES = {
    'PING of 7 bytes': { type: 'PING', payload: Buffer.alloc(7) },
    'DATA on an idle stream': { type: 'DATA', streamId: 2 * REQUESTS + 101, data: 'a' },
  };

  for (const [title, frame] of Object.entries(FRAMES)) {
    itIsWanted('Hostile peers', `loses its session: ${title}`, async () => {
      const siege = await Siege.begin({ secure: true }, answerAtLength);
      const attacker = await deafAttacker(siege, [[INITIAL_WINDOW_SIZE, LARGEST_WINDOW]]);
      attacker.send({ type: 'WINDOW_UPDATE', increment: 2 ** 30 });
      attacker.sendBytes(requests());
      attacker.send(frame);
      await siege.closed;
      assert.strictEqual(siege.errors.length, 1);
      attacker.destroy();
      await siege.isOver();
    });
  }
});
