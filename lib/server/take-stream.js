'use strict';

/**
 * On a server: a method `(stream, headers, rawHeaders)` that may take a new stream, and returns
 * whether it has; nobody else hears of that stream then.
 */
const kTakeStream = Symbol('takeStream');

module.exports = { kTakeStream };
