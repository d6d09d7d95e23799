'use strict';

const tls = require('node:tls');
const { attachCompat } = require('../compat/attach.js');
const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');
const { validateFunction, validateObject } = require('../validators.js');
const { validateSettings } = require('../settings.js');
const { onConnection } = require('./connection.js');
const { serverOptions } = require('./options.js');

/** A server over TLS. */
class Http2SecureServer extends tls.Server {
  #options;

  constructor(options, requestListener) {
    const checked = serverOptions(options);
    if (checked.ALPNProtocols === undefined && checked.ALPNCallback === undefined) {
      checked.ALPNProtocols = checked.allowHTTP1 ? ['h2', 'http/1.1'] : ['h2'];
    }
    super(checked, (socket) => onConnection(this, checked, socket));
    this.#options = checked;
    this.timeout = 0;
    attachCompat(this, checked.Http2ServerRequest ?? Http2ServerRequest,
      checked.Http2ServerResponse ?? Http2ServerResponse);
    if (typeof requestListener === 'function') this.on('request', requestListener);
  }

  setTimeout(msecs, callback) {
    this.timeout = msecs;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.on('timeout', callback);
    }
    return this;
  }

  updateSettings(settings) {
    validateObject(settings, 'settings');
    validateSettings(settings);
    this.#options.settings = { ...this.#options.settings, ...settings };
  }
}

module.exports = { Http2SecureServer };
