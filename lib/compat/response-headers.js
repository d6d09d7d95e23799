'use strict';

const { ERR_HTTP2_HEADERS_SENT, ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN } =
  require('../errors/errors.js');
const { assertField, isAllowedConnection, isSendable, normalized } = require('./field-name.js');

/** The headers of a response before they are sent. */

/** Makes objects without inherited properties that, unlike `Object.create(null)`, have a fast shape. */
function ResponseHeaders() {}
ResponseHeaders.prototype = Object.create(null);

function headersOf(exchange) {
  return exchange.headers ?? (exchange.headers = new ResponseHeaders());
}

function setStatusCode(exchange, statusCode) {
  exchange.statusCode = statusCode;
}

function setSendDate(exchange, isWanted) {
  exchange.sendDate = Boolean(isWanted);
}

function assertNotSent(exchange) {
  if (exchange.stream.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
}

/** Whether the response keeps the field; a name that can't be sent destroys the stream. */
function accepts(response, name, value) {
  assertField(name, value);
  if (!isAllowedConnection(name, value)) return false;
  if (!isSendable(name)) response.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name));
  return true;
}

function setField(response, exchange, name, value) {
  if (accepts(response, name, value)) headersOf(exchange)[name] = value;
}

/** Calls the public `setHeader()` for a new name, because a program may have wrapped it. */
function appendField(response, exchange, name, value) {
  if (!accepts(response, name, value)) return;
  const before = exchange.headers?.[name];
  if (before === undefined) response.setHeader(name, value);
  else exchange.headers[name] = [].concat(before, value);
}

function removeField(exchange, name) {
  if (exchange.headers !== undefined) delete exchange.headers[name];
}

/** The headers of `writeHead(status, headers)` replace those set before. */
function mergeHeaders(response, exchange, headers) {
  if (Array.isArray(headers)) mergeList(response, exchange, headers);
  else for (const name of Object.keys(headers)) mergeField(response, exchange, name, headers[name]);
}

function mergeField(response, exchange, name, value) {
  setField(response, exchange, normalized(name), value);
}

/** @param {Array} list `[name, value, name, value]` or `[[name, value], [name, value]]` */
function mergeList(response, exchange, list) {
  const nested = Array.isArray(list[0]);
  const step = nested ? 1 : 2;
  for (let i = 0; i < list.length; i += step) {
    response.removeHeader(nested ? list[i][0] : list[i]);
  }
  if (list.length % step !== 0) throw new ERR_INVALID_ARG_VALUE('headers', list);
  for (let i = 0; i < list.length; i += step) {
    const [name, value] = nested ? list[i] : [list[i], list[i + 1]];
    appendField(response, exchange, normalized(name), value);
  }
}

module.exports = {
  appendField, assertNotSent, headersOf, mergeHeaders, removeField, setField, setSendDate, setStatusCode,
};
