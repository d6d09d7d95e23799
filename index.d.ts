/// <reference types="node" />

// The types of this package are those of node:http2, from @types/node (a peer dependency; take the
// newest, whatever Node you run: this package behaves as Node 26 does). What follows completes them
// with what they lack. The additions are made to the declarations of node:http2 themselves, so that
// a class of the one is a class of the other.

import type {
  IncomingMessage, OutgoingHttpHeaders, ServerOptions as Http1ServerOptions, ServerResponse,
} from 'node:http';

export * from 'node:http2';

/** The option `keepAlive`: PINGs for a connection that has brought nothing for a while. */
export interface KeepAliveOptions {
  /** After so many milliseconds without a byte of the peer it is sent a PING: 1 to 2^31 - 1. */
  interval: number;
  /**
   * After so many more the session is destroyed with ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT: 1 to 2^31 - 1.
   * @default interval
   */
  timeout?: number | undefined;
}

/** Options about the end of a session. */
export interface LifetimeOptions {
  /** PINGs that notice a dead peer. A boolean is the option of `node:net`. */
  keepAlive?: boolean | KeepAliveOptions | undefined;
  /**
   * Milliseconds, 0 to 2^31 - 1, after which a session without streams ends; 0: never.
   * @default 0
   */
  idleTimeout?: number | undefined;
}

export interface DrainOptions {
  /**
   * Milliseconds, 0 to 2^31 - 1, after which streams that are still open are cut.
   * @default no deadline
   */
  timeout?: number | undefined;
}

export interface DrainResult {
  /** How many streams were still open at the deadline. */
  cut: number;
}

/** The error of a stream. Both properties are not enumerable. */
export interface StreamError extends Error {
  code?: string;
  /** The error code of the stream (RFC 9113, 7). */
  rstCode: number;
  /**
   * Whether the server cannot have processed the request; false for streams of a server. What one error
   * object says when several streams have failed with it stands in docs/api/retry.md.
   */
  retryable: boolean;
}

/** Options of `http.createServer()` for the HTTP/1 clients of a secure server. */
type Http1OptionName =
  | 'connectionsCheckingInterval' | 'headersTimeout' | 'insecureHTTPParser' | 'joinDuplicateHeaders'
  | 'keepAliveTimeoutBuffer' | 'maxHeaderSize' | 'requestTimeout' | 'requireHostHeader';

declare module 'node:http2' {
  interface ClientSessionOptions {
    /**
     * Whether a second value of a header that has only one (`content-type`, `:path`) is an error.
     * @default true
     */
    strictSingleValueFields?: boolean | undefined;
  }

  interface Http1Options<
    Request extends typeof IncomingMessage,
    Response extends typeof ServerResponse<InstanceType<Request>>,
  > extends Pick<Http1ServerOptions, Http1OptionName> {}

  interface Http2ServerEventMap<
    Http1Request extends typeof IncomingMessage = typeof IncomingMessage,
    Http1Response extends typeof ServerResponse<InstanceType<Http1Request>> = typeof ServerResponse,
    Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
    Http2Response extends typeof Http2ServerResponse<InstanceType<Http2Request>> =
      typeof Http2ServerResponse,
  > {
    /** The streams of a server can respond. */
    'stream': [
      stream: ServerHttp2Stream,
      headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
      flags: number,
      rawHeaders: string[],
    ];
  }

  interface ClientSessionOptions extends LifetimeOptions {}

  interface ServerOptions extends LifetimeOptions {}

  // The options of tls.createServer() have a boolean `keepAlive`, which an interface can't widen.
  function createSecureServer(
    options: Omit<SecureServerOptions, 'keepAlive'> & LifetimeOptions,
    onRequestHandler?: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  ): Http2SecureServer;

  interface Http2Session {
    /**
     * Ends the session without a request that its peer can't make again (RFC 9113, 6.8): announces the
     * end, serves what the peer has sent until it knows, and then does as `close()`.
     * @returns a promise that is fulfilled when the session is closed
     * @throws {TypeError} ERR_INVALID_ARG_TYPE
     * @throws {RangeError} ERR_OUT_OF_RANGE
     */
    drain(options?: DrainOptions): Promise<DrainResult>;
  }

  interface Http2Server {
    /**
     * Stops listening, and drains all sessions: see `session.drain()`.
     * @returns a promise that is fulfilled when they are closed
     * @throws {TypeError} ERR_INVALID_ARG_TYPE
     * @throws {RangeError} ERR_OUT_OF_RANGE
     */
    drain(options?: DrainOptions): Promise<DrainResult>;
  }

  interface ClientHttp2Stream {
    /**
     * Whether the request has failed, and the server cannot have processed it (RFC 9113, 8.7): it was
     * refused, left out by GOAWAY, or never sent. False for what the program has ended itself.
     */
    readonly retryable: boolean;
  }

  interface Http2SecureServer {
    /**
     * Stops listening, and drains all sessions: see `session.drain()`. HTTP/1 connections are closed when
     * they are idle, or at the deadline.
     * @returns a promise that is fulfilled when the sessions are closed
     * @throws {TypeError} ERR_INVALID_ARG_TYPE
     * @throws {RangeError} ERR_OUT_OF_RANGE
     */
    drain(options?: DrainOptions): Promise<DrainResult>;

    /** Closes the HTTP/1 connections that no request is on. */
    closeIdleConnections(): void;
  }

  interface Http2ServerResponse<Request extends Http2ServerRequest = Http2ServerRequest> {
    /**
     * Sends an informational response.
     * @param statusCode 100 to 199, but not 101
     * @returns false when the response has begun
     * @throws {RangeError} ERR_HTTP2_STATUS_INVALID
     */
    writeInformation(statusCode: number, headers?: OutgoingHttpHeaders): boolean;
  }
}
