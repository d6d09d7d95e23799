'use strict';

const { getSystemErrorName } = require('node:util');

/**
 * @param {number} errno negative
 * @param {string} syscall
 * @returns {Error} as sockets report it
 */
function systemError(errno, syscall) {
  const code = getSystemErrorName(errno);
  const error = new Error(`${syscall} ${code}`);
  return Object.assign(error, { errno, code, syscall });
}

module.exports = { systemError };
