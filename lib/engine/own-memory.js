'use strict';

/**
 * Memory that nobody shares. Small buffers that `Buffer.from()` makes lie in a pool: their `buffer`
 * shows what else the process has there, and is everybody's to transfer.
 */

/** Makes Buffers as `Uint8Array` does: of their own memory, or of the memory that it is given. */
const OwnBuffer = Buffer[Symbol.species];

/**
 * @param {ArrayBuffer} memory
 * @returns {Buffer} a copy of a part of it
 */
function sliceOf(memory, offset, length) {
  const copy = new OwnBuffer(length);
  copy.set(new Uint8Array(memory, offset, length));
  return copy;
}

/**
 * @param {TypedArray|DataView} view
 * @param {number} [size] how many bytes of it
 * @returns {Buffer}
 */
function copyOf({ buffer, byteOffset, byteLength }, size = byteLength) {
  return sliceOf(buffer, byteOffset, size);
}

/** @param {string} text of characters up to U+00FF, each a byte */
function bytesOf(text) {
  const bytes = new OwnBuffer(text.length);
  bytes.latin1Write(text);
  return bytes;
}

module.exports = { OwnBuffer, bytesOf, copyOf, sliceOf };
