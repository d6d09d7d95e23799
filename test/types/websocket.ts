// Compiled, and never run: what programs may and may not write.

import * as http2 from 'native-http2';
import { acceptWebSockets, connectWebSocket } from 'native-http2/websocket';
import { WebSocket } from 'ws';

acceptWebSockets(http2.createServer());
acceptWebSockets(http2.createSecureServer({ allowHTTP1: true }));
// @ts-expect-error
acceptWebSockets({});

class Own extends WebSocket {
  mark = 1;
}

const session = http2.connect('https://example.org');
const socket: WebSocket = connectWebSocket(session, '/chat', { WebSocket });
socket.send('hello');
connectWebSocket(session, new URL('wss://example.org/chat'), {
  WebSocket, protocols: ['a', 'b'], handshakeTimeout: 1000, perMessageDeflate: true, headers: { cookie: 'a=1' },
}).terminate();
// @ts-expect-error
connectWebSocket(session, '/', {});
// @ts-expect-error
connectWebSocket(session, '/', { WebSocket, handshakeTimeout: 'soon' });
// @ts-expect-error
connectWebSocket({}, '/', { WebSocket });

const own: Own = connectWebSocket(session, '/', { WebSocket: Own });
own.mark.toFixed();
