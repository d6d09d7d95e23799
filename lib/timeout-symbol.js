'use strict';

const { Socket } = require('node:net');

/** On a session or stream: the timer of `setTimeout()`, under the symbol that sockets have for theirs. */
const kTimeout = Object.getOwnPropertySymbols(new Socket())
  .find(({ description }) => description === 'timeout') ?? Symbol('timeout');

module.exports = { kTimeout };
