'use strict';

/** Reads a stream to its end, as a Buffer. */
async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads a stream to its end, as text. */
async function textOf(stream) {
  return (await bodyOf(stream)).toString();
}

module.exports = { bodyOf, textOf };
