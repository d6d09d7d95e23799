/// <reference types="node" />

// The types of this package are those of node:http2, from @types/node (a peer dependency; take the
// newest, whatever Node you run: this package behaves as Node 26 does). What follows completes them
// with what they lack. The additions are made to the declarations of node:http2 themselves, so that
// a class of the one is a class of the other.

import type {
  IncomingMessage, OutgoingHttpHeaders, ServerOptions as Http1ServerOptions, ServerResponse,
} from 'node:http';

export * from 'node:http2';

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

  interface ClientHttp2Stream {
    /**
     * Whether the request has failed, and the server cannot have processed it (RFC 9113, 8.7): it was
     * refused, left out by GOAWAY, or never sent. False for what the program has ended itself.
     */
    readonly retryable: boolean;
  }

  interface Http2SecureServer {
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
