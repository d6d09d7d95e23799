'use strict';

const { testTables } = require('../../support/oracle-tables');

testTables('misuse', (table) => `Misuse of a ${table.replace('-', ' ')} ends as with the builtin:`);
