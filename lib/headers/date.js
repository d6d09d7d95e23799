'use strict';

const { Date, dateNow } = require('../clock.js');

const SECOND = 1000;

let shown = '';
let until = 0;

/**
 * The time for a `date` header (RFC 9110, 6.6.1). It is worded once a second, when it is asked for.
 * @returns {string}
 */
function currentDate() {
  const now = dateNow();
  if (now >= until || now < until - SECOND) {
    shown = new Date(now).toUTCString();
    until = now - now % SECOND + SECOND;
  }
  return shown;
}

module.exports = { currentDate };
