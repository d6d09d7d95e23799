'use strict';

const { IncomingMessage, ServerResponse } = require('node:http');
const { Readable, Stream } = require('node:stream');
const { isServerRequest } = require('../compat/request.js');
const { isServerResponse } = require('../compat/response.js');
const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { prototypeOfBoth } = require('./both-kinds.js');
const members = require('./members.js');

const requestOfBoth = prototypeOfBoth(
  IncomingMessage.prototype, members.request, Readable.prototype, isServerRequest);
const responseOfBoth = prototypeOfBoth(
  ServerResponse.prototype, members.response, Stream.prototype, isServerResponse);

/**
 * Lets the applications of an Express serve HTTP/2 beside HTTP/1. Express gives each request and
 * response a prototype of the application, which inherits from Express's own, and that from the
 * prototype of `node:http`. Between the last two comes a prototype for both kinds: so applications,
 * those that are mounted on others, and what programs add to `app.request` need nothing else. A second
 * call has no effect.
 * @template T
 * @param {T} express what `require('express')` returns, or an application
 * @returns {T} the same
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function enableHttp2(express) {
  const places = [
    placeFor(express?.request, IncomingMessage.prototype, requestOfBoth),
    placeFor(express?.response, ServerResponse.prototype, responseOfBoth),
  ];
  if (places.includes(null)) throw new ERR_INVALID_ARG_TYPE('express', 'Express', express);
  const [request, response] = places;
  Object.setPrototypeOf(request, requestOfBoth);
  Object.setPrototypeOf(response, responseOfBoth);
  return express;
}

/** The last of a chain of prototypes before node:http's own, or before ours. */
function placeFor(prototype, http1, both) {
  for (let one = prototype; one !== null && one !== undefined; one = Object.getPrototypeOf(one)) {
    const next = Object.getPrototypeOf(one);
    if (next === http1 || next === both) return one;
  }
  return null;
}

module.exports = { enableHttp2 };
