'use strict';

const { ERR_HTTP2_NO_EXTENDED_CONNECT } = require('../errors/errors.js');

/**
 * Whether the server takes extended CONNECT (RFC 8441, 3): its SETTINGS say so, and a client may not
 * send one before they have come.
 */

/** For each session of which nothing is known yet: those who wait. */
const waiting = new WeakMap();

/**
 * @param {ClientHttp2Session} session
 * @param {Function} callback `(err)`; at once if the server's SETTINGS are known to allow it
 */
function whenExtendedConnect(session, callback) {
  if (session.remoteSettings.enableConnectProtocol === true) {
    callback();
    return;
  }
  const others = waiting.get(session);
  if (others !== undefined) {
    others.push(callback);
    return;
  }
  waiting.set(session, [callback]);
  awaitSettings(session);
}

function awaitSettings(session) {
  let isSettled = false;
  const settle = (error) => {
    if (isSettled) return;
    isSettled = true;
    session.off('remoteSettings', onSettings).off('close', onSettings).off('connect', ask);
    settleAll(session, error);
  };
  const onSettings = () => settle();
  // SETTINGS is the first frame that a server sends (RFC 9113, 3.4): it comes before an answer to PING.
  const ask = () => session.ping(settle);
  session.on('remoteSettings', onSettings).on('close', onSettings);
  if (session.destroyed || session.closed) settle();
  else if (session.connecting) session.on('connect', ask);
  else ask();
}

function settleAll(session, pingError) {
  const callbacks = waiting.get(session);
  waiting.delete(session);
  const error = errorOf(session, pingError);
  for (const callback of callbacks) callback(error);
}

function errorOf(session, pingError) {
  // The request itself finds out, and says, why such a session takes none.
  if (session.closed || session.destroyed) return undefined;
  if (session.remoteSettings.enableConnectProtocol === true) return undefined;
  return pingError ?? new ERR_HTTP2_NO_EXTENDED_CONNECT();
}

module.exports = { whenExtendedConnect };
