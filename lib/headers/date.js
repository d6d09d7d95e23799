'use strict';

const { Date, dateNow } = require('../clock.js');

const SECOND = 1000;

let text = '';
let validUntil = 0;

/**
 * The time for a `date` header (RFC 9110, 6.6.1). It is formatted once a second at most.
 * @returns {string}
 */
function currentDate() {
  const now = dateNow();
  if (now >= validUntil || now < validUntil - SECOND) {
    text = new Date(now).toUTCString();
    validUntil = now - now % SECOND + SECOND;
  }
  return text;
}

module.exports = { currentDate };
