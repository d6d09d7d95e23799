'use strict';

const { testTables } = require('../../support/oracle-tables');

// stream.priority(), and timeouts beyond what timers take.
const WARNINGS = ['DEP0194', 'TimeoutOverflowWarning'];

testTables('misuse', (table) => `Misuse ends as with the builtin (${table}):`, WARNINGS);
