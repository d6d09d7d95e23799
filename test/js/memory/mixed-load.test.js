'use strict';

const { staysFlat } = require('../../support/mixed-load');
const { builtin } = require('../../support/oracle');

// The builtin may keep what it likes.
(builtin ? describe.skip : describe)('A server that some clients ask, leave and cut off', function mixed() {
  this.timeout(120_000);

  it('holds the same after each round', () => staysFlat({ rounds: 6, seconds: 1 }));
});
