'use strict';

const { staysFlat } = require('../support/mixed-load');

const ROUNDS = 40;
const SECONDS = Number(process.env.SECONDS ?? 600);

describe('A server under a mix of everything', function mixed() {
  this.timeout(3_600_000);

  it(`holds the same for ${SECONDS} seconds`, () => (
    staysFlat({ rounds: ROUNDS, seconds: SECONDS / ROUNDS }, (line) => console.log(`      ${line}`))));
});
