'use strict';

const { attack } = require('./attacks');

const [port, title, connections] = process.argv.slice(2);
attack(Number(port), title, Number(connections)).then(() => process.exit());
