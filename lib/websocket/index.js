'use strict';

// native-http2/websocket: WebSockets over the streams of HTTP/2 (RFC 8441), with the `ws` of the program.

const { acceptWebSockets } = require('./accept.js');
const { connectWebSocket } = require('./connect.js');

module.exports = { acceptWebSockets, connectWebSocket };
