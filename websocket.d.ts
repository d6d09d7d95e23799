/// <reference types="node" />

import type { ClientHttp2Session, Http2SecureServer, Http2Server } from './index.js';

/**
 * Lets the sessions that a server will have take WebSockets over HTTP/2 (RFC 8441). Each is an
 * `'upgrade'` event of the server, with a request, a socket and an empty head, as a WebSocket over HTTP/1 is: so
 * `new WebSocketServer({ server })` of `ws` takes both. While nobody listens for `'upgrade'` they are
 * streams of the method CONNECT, as without this call. A second call has no effect.
 *
 * @throws {TypeError} ERR_INVALID_ARG_TYPE: `server` is no server of this package
 * @since 0.1.0
 */
export function acceptWebSockets(server: Http2Server | Http2SecureServer): void;

/** The class `WebSocket` of `ws`, or one that extends it. @since 0.1.0 */
export interface WebSocketClass<Socket, Options> {
  new (address: string | URL, protocols?: string | string[], options?: Options): Socket;
}

/** Options that make the connection: the session is that. */
type OfConnection = 'agent' | 'createConnection';
/** `Omit` for each member of a union. */
type Without<Options, Names extends PropertyKey> = Options extends unknown ? Omit<Options, Names> : never;

/** Options of `connectWebSocket()`: those of `new WebSocket()` of `ws`, and these. @since 0.1.0 */
export type ConnectWebSocketOptions<Socket, Options> = Without<Options, OfConnection> & {
  /** The class of `ws` that is to be connected. */
  WebSocket: WebSocketClass<Socket, Options>;
  /** The subprotocols that are offered. Default: none. */
  protocols?: string | string[] | undefined;
};

/**
 * Makes a WebSocket over a stream of a session (RFC 8441).
 *
 * The WebSocket fails with `ERR_HTTP2_NO_EXTENDED_CONNECT` if the server's SETTINGS do not enable extended
 * CONNECT, with `ERR_HTTP2_WEBSOCKET_ORIGIN` if a redirection leads to another host or port, and with the
 * error of its stream if that fails.
 *
 * @param path or an URL, if the session's server answers for several origins
 * @param options those of `new WebSocket()` of `ws`, the class, and the subprotocols
 * @returns a WebSocket that connects
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @since 0.1.0
 */
export function connectWebSocket<Socket, Options>(
  session: ClientHttp2Session,
  path: string | URL,
  options: ConnectWebSocketOptions<Socket, Options>,
): Socket;
