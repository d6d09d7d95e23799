'use strict';

const { randomInt } = require('node:crypto');

const MIN_BITS = 1;
// Tables that are larger shrink when they are nearly empty: a peer may have had thousands of streams.
const LARGE = 1024;

// All maps that never had a stream share these tables, into which nothing is ever put: most connections of
// a busy server are idle.
const NO_IDS = new Int32Array(2 ** MIN_BITS);
const NO_STREAMS = new Array(2 ** MIN_BITS).fill(undefined);

// The peer chooses ids, and must not be able to choose those that collide. One secret multiplier for the
// process is enough.
const multiplier = randomInt(2 ** 31) * 2 + 1;

/**
 * The live streams of a session by their ids: open addressing in two arrays.
 *
 * Not a Map: a Map that grows and shrinks leaves its old tables behind, each pointing to the next.
 * Once one of them is in the old generation, the garbage collector takes every stream that was ever
 * in a later one for live until its next full collection; with many short streams that doubled the
 * time of a request.
 */
class StreamMap {
  #ids = NO_IDS;
  #streams = NO_STREAMS;
  #mask = 2 ** MIN_BITS - 1;
  #size = 0;
  /** The size at which the tables grow. */
  #max = 0;
  #shift = 32 - MIN_BITS;

  get size() {
    return this.#size;
  }

  get(id) {
    return this.#streams[this.#locate(id)];
  }

  /** Precondition: the id is not there yet. */
  set(id, stream) {
    if (this.#size === this.#max) this.#resize(this.#ids.length * 2);
    const at = this.#locate(id);
    this.#ids[at] = id;
    this.#streams[at] = stream;
    this.#size++;
  }

  delete(id) {
    let hole = this.#locate(id);
    if (this.#ids[hole] === 0) return;
    this.#size--;
    const mask = this.#mask;
    // Entries that were pushed beyond the hole move back, so that no search ends there too early.
    for (let at = (hole + 1) & mask; this.#ids[at] !== 0; at = (at + 1) & mask) {
      if (((at - this.#home(this.#ids[at])) & mask) < ((at - hole) & mask)) continue;
      this.#ids[hole] = this.#ids[at];
      this.#streams[hole] = this.#streams[at];
      hole = at;
    }
    this.#ids[hole] = 0;
    this.#streams[hole] = undefined;
    if (mask >= LARGE && this.#size < mask / 8) this.#resize((mask + 1) / 2);
  }

  /** @returns {Http2Stream[]} in the order of their ids; a copy, as streams that end leave the map */
  values() {
    const ids = this.#ids.filter((id) => id !== 0).sort();
    return Array.from(ids, (id) => this.get(id));
  }

  #home(id) {
    return Math.imul(id, multiplier) >>> this.#shift;
  }

  #locate(id) {
    const ids = this.#ids;
    let at = this.#home(id);
    while (ids[at] !== 0 && ids[at] !== id) at = (at + 1) & this.#mask;
    return at;
  }

  #resize(capacity) {
    const ids = this.#ids;
    const streams = this.#streams;
    this.#ids = new Int32Array(capacity);
    this.#streams = new Array(capacity).fill(undefined);
    this.#mask = capacity - 1;
    this.#max = capacity / 2;
    this.#shift = Math.clz32(capacity) + 1;
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === 0) continue;
      const at = this.#locate(ids[i]);
      this.#ids[at] = ids[i];
      this.#streams[at] = streams[i];
    }
  }
}

module.exports = { StreamMap };
