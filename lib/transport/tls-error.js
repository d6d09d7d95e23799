'use strict';

/**
 * @param {string[]} texts the message, the library and the reason, as OpenSSL words them
 * @returns {Error} as Node's TLS reports it
 */
function tlsError([message, library, reason]) {
  const code = `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  return Object.assign(new Error(message), { library, reason, code });
}

module.exports = { tlsError };
