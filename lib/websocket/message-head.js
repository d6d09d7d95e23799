'use strict';

/**
 * The head of a message of HTTP/1 (RFC 9112, 2.1): what a WebSocket begins with there, and what `ws`
 * writes and reads. Text stands for bytes here, each character for one (latin1).
 */

const END_OF_HEAD = '\r\n\r\n';

/** RFC 9113, 8.2.2, and what only the handshake of HTTP/1 has (RFC 8441, 5). */
const CONNECTION_FIELDS = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'http2-settings',
  'sec-websocket-key', 'sec-websocket-accept',
]);

/**
 * @param {string} text what has come so far
 * @returns {{startLine: string, fields: Map<string, string[]>, size: number}|undefined} undefined: the
 *   head has not come in full. Names are in lower case, `size` is the length of the head
 */
function parseHead(text) {
  const end = text.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const [startLine, ...lines] = text.slice(0, end).split('\r\n');
  const fields = new Map();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (fields.has(name)) fields.get(name).push(value);
    else fields.set(name, [value]);
  }
  return { startLine, fields, size: end + END_OF_HEAD.length };
}

/**
 * @param {string} startLine
 * @param {object} headers values may be arrays; pseudo-header fields are left out
 * @returns {string}
 */
function formatHead(startLine, headers) {
  const lines = [startLine];
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(':')) continue;
    for (const one of Array.isArray(value) ? value : [value]) lines.push(`${name}: ${one}`);
  }
  return lines.join('\r\n') + END_OF_HEAD;
}

/** The fields that HTTP/2 has too, as headers. */
function streamHeaders(fields) {
  const headers = {};
  for (const [name, values] of fields) {
    if (CONNECTION_FIELDS.has(name)) continue;
    headers[name] = values.length === 1 ? values[0] : values;
  }
  return headers;
}

module.exports = { formatHead, parseHead, streamHeaders };
