'use strict';

const assert = require('node:assert');
const { describeFaults, fault, once, useFaults } = require('../../support/faults');

const STEP = 4;
// Threads of a walk at least: a connection and its request have more than 40 allocations.
const THREADS = 10;

describeFaults('Without memory', function () {
  this.timeout(120_000);
  const run = useFaults();

  // With several failures in a row the second connection may have some, too.
  const WALKS = [['TCP', 1, 1], ['TCP', 2, 30], ['Duplex', 3, 1]];
  for (const [over, from, count] of WALKS) {
    const failures = count === 1 ? 'an allocation' : `${count} allocations`;
    it(`for ${failures} of nghttp2, a session over ${over} fails, and the next works`, async () => {
      const threads = await run('allocations.js', fault('malloc', 0, { count }), over, from, STEP);
      const noticed = threads.filter(({ errors }) => errors.length > 0);
      assert.ok(noticed.length >= THREADS, `${noticed.length} threads`);
      for (const { came, errors } of noticed) {
        const shown = JSON.stringify({ came, errors });
        assert.ok(errors.some((line) => line.endsWith('ERR_HTTP2_ERROR Out of memory')), shown);
        assert.ok(!came.includes('wrong'), shown);
        if (count === 1) assert.strictEqual(came.filter((one) => one === 'all').length, 1, shown);
      }
      const { came } = threads.at(-1);
      assert.deepStrictEqual(came, ['all', 'all']);
    });
  }

  for (const number of [1, 40, 200]) {
    it(`for object ${number} of the engine, the process ends, and says so`, async () => {
      const env = once('new', 0, number);
      await assert.rejects(run('allocations.js', env, 'TCP', number, STEP),
        ({ signal, stderr }) => signal === 'SIGABRT' && stderr.includes('std::bad_alloc'));
    });
  }
});
