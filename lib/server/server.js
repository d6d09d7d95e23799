'use strict';

const net = require('node:net');
const { attachCompat } = require('../compat/attach.js');
const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');
const { validateFunction, validateObject } = require('../validators.js');
const { validateSettings } = require('../settings.js');
const { onConnection } = require('./connection.js');
const { serverOptions } = require('./options.js');

/** A server over plain connections. */
class Http2Server extends net.Server {
  #options;

  constructor(options, requestListener) {
    const checked = serverOptions(options);
    super(checked, (socket) => onConnection(this, checked, socket));
    this.#options = checked;
    this.timeout = 0;
    attachCompat(this, checked.Http2ServerRequest ?? Http2ServerRequest,
      checked.Http2ServerResponse ?? Http2ServerResponse);
    if (typeof requestListener === 'function') this.on('request', requestListener);
  }

  /**
   * @param {number} [msecs] of inactivity before `'timeout'`, for new sessions; 0: never
   * @param {Function} [callback] a listener of `'timeout'`
   */
  setTimeout(msecs, callback) {
    this.timeout = msecs;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.on('timeout', callback);
    }
    return this;
  }

  /** @param {object} settings for new sessions */
  updateSettings(settings) {
    validateObject(settings, 'settings');
    validateSettings(settings);
    this.#options.settings = { ...this.#options.settings, ...settings };
  }
}

module.exports = { Http2Server };
