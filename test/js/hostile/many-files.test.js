'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { sequence, Siege } = require('../../support/siege');

const INITIAL_WINDOW_SIZE = 4;
const REQUESTS = 600;
const MOST_FILES = 256;

const descriptors = () => fs.readdirSync('/proc/self/fd').length;

describe('A peer that asks for many files, and takes none', () => {
  afterEach(closeEverything);

  itIsWanted('Hostile peers', 'holds only some of them open; the others get their turn', async () => {
    let asked = 0;
    let arrived;
    const all = new Promise((resolve) => { arrived = resolve; });
    const siege = await Siege.begin({}, (stream) => {
      stream.respondWithFile(__filename);
      if (++asked === REQUESTS) arrived();
    });
    const attacker = await siege.attacker([[INITIAL_WINDOW_SIZE, 0]]);
    const before = descriptors();
    attacker.sendBytes(sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 1, headers: GET, endStream: true },
    ]));
    await all;
    await siege.bystanderIsServed();
    const opened = descriptors() - before;
    assert.ok(opened <= MOST_FILES + 4, `${opened} descriptors`);
    attacker.send({ type: 'WINDOW_UPDATE', increment: 2 ** 30 });
    attacker.send({ type: 'SETTINGS', settings: [[INITIAL_WINDOW_SIZE, 2 ** 20]] });
    await attacker.until('DATA', { streamId: 2 * REQUESTS - 1, endStream: true });
    attacker.destroy();
    await siege.isOver();
  });
});
