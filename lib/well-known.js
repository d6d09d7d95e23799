'use strict';

const { Socket } = require('node:net');

/**
 * Own symbols of node:http2's objects that other packages find by their description and read: tracers
 * take the origin and the headers of a stream from it, tests the options of a server. A package finds
 * own properties only, so these are no getters of a prototype.
 */

/** On a client's stream: its scheme and authority, as of the request. */
const kOrigin = Symbol('origin');

/** On a stream: the headers of our message, once they were given. */
const kSentHeaders = Symbol('sent-headers');

/** On a server: its options, as checked. New sessions are made by them. */
const kOptions = Symbol('options');

/** On a client's session: the authority that its requests have by default, and the protocol. */
const kAuthority = Symbol('authority');
const kProtocol = Symbol('protocol');

/** On a session: its socket, until it is destroyed. */
const kSocket = Symbol('socket');

/** On a session or stream: the timer of `setTimeout()`, under the symbol that sockets have for theirs. */
const kTimeout = Object.getOwnPropertySymbols(new Socket())
  .find(({ description }) => description === 'timeout') ?? Symbol('timeout');

module.exports = {
  kAuthority, kOptions, kOrigin, kProtocol, kSentHeaders, kSocket, kTimeout,
};
