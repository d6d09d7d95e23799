'use strict';

const { closeEverything } = require('../support/listening');
const { staysFlat } = require('../support/many-requests');

describe('One session', () => {
  afterEach(closeEverything);

  it('carries 1,000,000 requests with flat memory', () => staysFlat(1_000_000));
});
