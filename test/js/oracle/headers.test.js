'use strict';

const { testTables } = require('../../support/oracle-tables');

testTables('headers', () => 'A server that receives headers as the builtin does');
