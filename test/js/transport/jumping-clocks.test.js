'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describeFaults, useFaults } = require('../../support/faults');

const HOUR = 3600e3;
const HOURS = 5;
const WHOLE = 200_000;

/** Milliseconds that the PING may take over which the clock jumps: [least, most]. */
const PINGS = {
  'world forward': [0, HOUR],
  'world back': [0, HOUR],
  'monotonic forward': [HOURS * HOUR, (HOURS + 1) * HOUR],
  'monotonic back': [0, 0],
};

describeFaults('When the clock jumps', function () {
  this.timeout(30_000);
  const run = useFaults();
  const clocks = path.join(os.tmpdir(), `clocks-${process.pid}`);

  beforeEach(() => fs.writeFileSync(clocks, Buffer.alloc(16)));
  after(() => fs.unlinkSync(clocks));

  for (const over of ['TCP', 'TLS']) {
    for (const [jump, [least, most]] of Object.entries(PINGS)) {
      const [clock, direction] = jump.split(' ');
      it(`${direction} by hours (${clock}), a session over ${over} goes on`, async () => {
        const hours = direction === 'back' ? -HOURS : HOURS;
        const [outcome] = await run('clocks.js', { FAULT_CLOCKS: clocks }, over, clock, hours);
        const { ping, nextPing, timeouts, ...rest } = outcome;
        const jumped = clock === 'world' ? [hours, 0] : [0, hours];
        assert.deepStrictEqual(rest, { errors: [], bytes: Array(4).fill(WHOLE), jumped, dateIsRight: true });
        assert.ok(ping >= least && ping <= most, `${ping} ms`);
        assert.ok(nextPing >= 0 && nextPing < HOUR, `${nextPing} ms`);
        // By a monotonic clock that is hours ahead, they are over.
        if (jump !== 'monotonic forward') assert.strictEqual(timeouts, 0);
      });
    }
  }
});
