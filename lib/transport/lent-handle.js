'use strict';

/**
 * A socket's handle while the engine reads and writes its descriptor. libuv knows who waits for a
 * descriptor by its number alone: the handle must be idle meanwhile, and the engine must let go before
 * the number is closed, as the next connection may get it at once. So a lent handle has methods of its own:
 *
 * - `close()` and `reset()` end the engine's use of the descriptor first;
 * - `readStart()` does nothing: the engine reads;
 * - methods that write make the engine continue with a duplicate of the descriptor;
 * - `ref()` and `unref()` act on the engine too: an idle handle keeps no process alive.
 *
 * The handle of a TLSSocket lies above that of the connection, and both are lent. As the engine can't share a
 * TLS connection, all methods of the upper one that read, write or end make it let go for good first.
 *
 * They stand in a prototype, one for each kind of handle, so that a connection costs no closures.
 */

/** On a lent handle: the engine's session that polls in its place; on one of TLS, the TlsDescriptor. */
const kPolling = Symbol('polling');

const WRITES = ['writeBuffer', 'writev', 'writeUtf8String', 'writeLatin1String', 'writeAsciiString',
  'writeUcs2String'];

/** The methods of lent handles, by the prototype that they have otherwise. */
const prototypes = new Map();

/** @param {object} polling the engine's session that is about to use the descriptor */
function lendHandle(handle, polling) {
  lend(handle, polling, lentPrototype);
}

/** @param {TlsDescriptor} descriptor that the engine has begun to use */
function lendTlsHandle(handle, descriptor) {
  lend(handle, descriptor, lentTlsPrototype);
}

function lend(handle, polling, makePrototype) {
  const own = Object.getPrototypeOf(handle);
  let lent = prototypes.get(own);
  if (lent === undefined) prototypes.set(own, lent = makePrototype(own));
  handle[kPolling] = polling;
  Object.setPrototypeOf(handle, lent);
}

/** The engine no longer uses the descriptor. */
function takeHandleBack(handle) {
  if (handle[kPolling] === undefined) return;
  handle[kPolling] = undefined;
  Object.setPrototypeOf(handle, Object.getPrototypeOf(Object.getPrototypeOf(handle)));
}

function lentPrototype(own) {
  const lent = Object.create(own);
  for (const name of ['close', 'reset']) define(lent, name, closing(own[name]));
  for (const name of ['ref', 'unref']) define(lent, name, referencing(name, own[name]));
  for (const name of WRITES) define(lent, name, writing(own[name]));
  define(lent, 'readStart', () => 0);
  return lent;
}

function lentTlsPrototype(own) {
  const lent = Object.create(own);
  for (const name of ['close', 'destroySSL']) define(lent, name, closingTls(own[name]));
  for (const name of ['shutdown', 'renegotiate', ...WRITES]) define(lent, name, usingTls(own[name]));
  define(lent, 'readStart', () => 0);
  return lent;
}

function define(prototype, name, value) {
  if (prototype[name] === undefined) return;
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

function closing(method) {
  return function close(callback) {
    this[kPolling]?.detachDescriptor();
    this[kPolling] = undefined;
    return method.call(this, callback);
  };
}

function referencing(name, method) {
  return function reference() {
    this[kPolling]?.setReferenced(name === 'ref');
    method.call(this);
  };
}

/** @returns {Function} a method that returns a negative errno, as the handle's own does */
function writing(method) {
  return function write(...args) {
    const error = this[kPolling]?.separateDescriptor();
    return error < 0 ? error : method.apply(this, args);
  };
}

function closingTls(method) {
  return function close(...args) {
    this[kPolling]?.leave(true);
    return method.apply(this, args);
  };
}

function usingTls(method) {
  return function use(...args) {
    this[kPolling]?.handOver();
    return method.apply(this, args);
  };
}

module.exports = { lendHandle, lendTlsHandle, takeHandleBack };
