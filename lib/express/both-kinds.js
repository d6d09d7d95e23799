'use strict';

/**
 * A prototype for the messages of HTTP/1 and of HTTP/2: each member is that of the class which made
 * the object it is asked for on. It inherits from the prototype of HTTP/1, and so do both kinds.
 */

/** The keys of a chain of prototypes, up to `ancestor`, which both kinds have. */
function keysOf(prototype, ancestor) {
  const keys = new Set();
  for (let one = prototype; one !== ancestor; one = Object.getPrototypeOf(one)) {
    for (const key of Reflect.ownKeys(one)) keys.add(key);
  }
  return keys;
}

/** The property that objects with the prototype have, whoever it comes from. */
function findProperty(prototype, key) {
  for (let one = prototype; one !== null; one = Object.getPrototypeOf(one)) {
    const property = Object.getOwnPropertyDescriptor(one, key);
    if (property !== undefined) return property;
  }
  return undefined;
}

/** A function that reads the property of an object. */
function reader(property) {
  if (property === undefined) return () => undefined;
  if ('value' in property) {
    const { value } = property;
    return () => value;
  }
  const { get = () => undefined } = property;
  return (object) => Reflect.apply(get, object, []);
}

/** A function that assigns to the property; what is no setter's becomes the object's own, as ever. */
function writer(property, key) {
  if (property === undefined || 'value' in property) {
    return (object, value) => {
      Object.defineProperty(object, key,
        { value, configurable: true, enumerable: true, writable: true });
    };
  }
  const { set = () => {} } = property;
  return (object, value) => Reflect.apply(set, object, [value]);
}

function sameProperty(one, other) {
  return one !== undefined && other !== undefined && one.value === other.value &&
    one.get === other.get && one.set === other.set;
}

/**
 * @param {object} http1 the prototype of HTTP/1
 * @param {object} http2 that of HTTP/2
 * @param {object} ancestor the nearest that both inherit from
 * @param {(object) => boolean} isHttp2 whether the class of HTTP/2 has made an object
 * @returns {object}
 */
function prototypeOfBoth(http1, http2, ancestor, isHttp2) {
  const both = Object.create(http1);
  for (const key of new Set([...keysOf(http1, ancestor), ...keysOf(http2, ancestor)])) {
    const [old, ours] = [findProperty(http1, key), findProperty(http2, key)];
    if (sameProperty(old, ours)) continue;
    const [readOld, readOurs] = [reader(old), reader(ours)];
    const [writeOld, writeOurs] = [writer(old, key), writer(ours, key)];
    Object.defineProperty(both, key, {
      configurable: true,
      enumerable: (old ?? ours).enumerable,
      get() { return isHttp2(this) ? readOurs(this) : readOld(this); },
      set(value) {
        if (isHttp2(this)) writeOurs(this, value);
        else writeOld(this, value);
      },
    });
  }
  return both;
}

module.exports = { prototypeOfBoth };
