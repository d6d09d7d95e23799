'use strict';

const { testTables } = require('../../support/oracle-tables');

testTables('order', (table) => `The order of events is the builtin's (${table}):`);
