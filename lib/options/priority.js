'use strict';

const { validateBoolean, validateInteger, validateObject } = require('../validators.js');

/** Extensible priorities (RFC 9218, section 4). */

// 0 is served first, 7 last.
const MAX_URGENCY = 7;

/** The priority of a request that does not say any. */
const DEFAULT_PRIORITY = Object.freeze({ urgency: 3, incremental: false });

function validateUrgency(value, name) {
  validateInteger(value, name, 0, MAX_URGENCY);
}

/**
 * @param {object} priority
 * @param {number} [priority.urgency=3] 0 to 7, 0 is served first
 * @param {boolean} [priority.incremental=false] the response can be used while it arrives
 * @returns {{ urgency: number, incremental: boolean }}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function requestPriority(priority) {
  validateObject(priority, 'options.priority');
  const { urgency = DEFAULT_PRIORITY.urgency, incremental = DEFAULT_PRIORITY.incremental } = priority;
  validateUrgency(urgency, 'options.priority.urgency');
  validateBoolean(incremental, 'options.priority.incremental');
  return { urgency, incremental };
}

/** The value of the field `priority`. */
function priorityField({ urgency, incremental }) {
  return incremental ? `u=${urgency}, i` : `u=${urgency}`;
}

module.exports = { DEFAULT_PRIORITY, priorityField, requestPriority, validateUrgency };
