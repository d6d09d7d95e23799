'use strict';

/**
 * Symbols of own properties of node:http2's objects that other packages find by their description: tracers
 * read the origin and the headers of a stream, and tests the options of a server. These packages look at
 * own properties only, so a getter on the prototype would not do.
 */

/** On a client's stream: its scheme and authority, as of the request. */
const kOrigin = Symbol('origin');

/** On a stream: the headers of our message, once there are any. */
const kSentHeaders = Symbol('sent-headers');

/** On a server: its checked options, which new sessions get. */
const kOptions = Symbol('options');

/** On a client's session: the authority that its requests have by default, and the protocol. */
const kAuthority = Symbol('authority');
const kProtocol = Symbol('protocol');

/** On a session: its socket, until it is destroyed. */
const kSocket = Symbol('socket');

module.exports = {
  kAuthority, kOptions, kOrigin, kProtocol, kSentHeaders, kSocket,
};
