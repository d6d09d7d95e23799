/// <reference types="node" />

import type * as http2 from './index.js';

export * from './index.js';

/** Puts trailers into an object without a prototype. */
export type GetTrailers = (trailers: Record<string, string | string[]>) => void;

export interface LegacyMessageOptions {
  /** Called when the body was sent. */
  getTrailers?: GetTrailers | undefined;
}

export interface ShutdownOptions {
  /** Whether a GOAWAY that excludes no stream comes first. Default: false. */
  graceful?: boolean | undefined;
  /** Default: NGHTTP2_NO_ERROR. */
  errorCode?: number | undefined;
  /** Default: 0, which stands for the last stream that was received. */
  lastStreamID?: number | undefined;
  opaqueData?: NodeJS.ArrayBufferView | undefined;
}

export interface PaddingOptions {
  /**
   * With `paddingStrategy: constants.PADDING_STRATEGY_CALLBACK`, called for each HEADERS and DATA frame that
   * has room for padding. Lengths of the frame's payload in bytes; returns the one to use, between both.
   */
  selectPadding?: ((frameLength: number, maxFrameLength: number) => number) | undefined;
}

/** What streams of Node 8 had besides. */
export interface LegacyStream {
  /** `close(code)`. */
  rstStream(code?: number): void;
  /** `close(NGHTTP2_NO_ERROR)`. */
  rstWithNoError(): void;
  /** `close(NGHTTP2_PROTOCOL_ERROR)`. */
  rstWithProtocolError(): void;
  /** `close(NGHTTP2_CANCEL)`. */
  rstWithCancel(): void;
  /** `close(NGHTTP2_CANCEL)`. */
  rstStreamWithCancel(): void;
  /** `close(NGHTTP2_REFUSED_STREAM)`. */
  rstWithRefuse(): void;
  /** `close(NGHTTP2_REFUSED_STREAM)`. */
  rstWithRefused(): void;
  /** `close(NGHTTP2_INTERNAL_ERROR)`. */
  rstWithInternalError(): void;
  readonly state: http2.StreamState & {
    streamLocalClose?: number | undefined;
    streamRemoteClose?: number | undefined;
  };
  on(event: 'streamClosed', listener: (code: number) => void): this;
  on(event: 'fetchTrailers', listener: GetTrailers): this;
}

/** What sessions of Node 8 had besides. */
export interface LegacySession {
  /** `stream.close(code)`. */
  rstStream(stream: http2.Http2Stream, code?: number): void;
  /** Has no effect (RFC 9113, 5.3.2). */
  priority(stream: http2.Http2Stream, options: object): void;
  /** Sends GOAWAY, and leaves the session open. */
  shutdown(options?: ShutdownOptions, callback?: () => void): void;
  shutdown(callback: () => void): void;
  on(event: 'socketError', listener: (error: Error, socket: import('node:stream').Duplex) => void): this;
}

export type LegacyClientHttp2Stream = LegacyStream & http2.ClientHttp2Stream;

export type LegacyServerHttp2Stream = LegacyStream & {
  respond(
    headers?: http2.OutgoingHttpHeaders | readonly string[],
    options?: http2.ServerStreamResponseOptions & LegacyMessageOptions,
  ): void;
  respondWithFD(
    fd: number | import('node:fs').promises.FileHandle,
    headers?: http2.OutgoingHttpHeaders,
    options?: http2.ServerStreamFileResponseOptions & LegacyMessageOptions,
  ): void;
  respondWithFile(
    path: string | Buffer | URL,
    headers?: http2.OutgoingHttpHeaders,
    options?: http2.ServerStreamFileResponseOptionsWithError & LegacyMessageOptions,
  ): void;
  pushStream(headers: http2.OutgoingHttpHeaders, callback: (pushStream: LegacyServerHttp2Stream) => void): void;
} & http2.ServerHttp2Stream;

export type LegacyClientHttp2Session = LegacySession & {
  request(
    headers?: http2.OutgoingHttpHeaders | readonly string[],
    options?: http2.ClientSessionRequestOptions & LegacyMessageOptions,
  ): LegacyClientHttp2Stream;
} & http2.ClientHttp2Session;

export type LegacyServerHttp2Session = LegacySession & http2.ServerHttp2Session;

/** What servers of Node 8 and 10 had besides. */
export interface LegacyServer {
  on(
    event: 'stream',
    listener: (
      stream: LegacyServerHttp2Stream,
      headers: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader,
      flags: number,
      rawHeaders: string[],
    ) => void,
  ): this;
  on(event: 'session', listener: (session: LegacyServerHttp2Session) => void): this;
  on(event: 'socketError', listener: (error: Error, socket: import('node:stream').Duplex) => void): this;
  on(event: 'streamError', listener: (error: Error, stream: LegacyServerHttp2Stream) => void): this;
}

export function connect(
  authority: string | URL,
  options?: (http2.ClientSessionOptions | http2.SecureClientSessionOptions) & PaddingOptions,
  listener?: (session: http2.ClientHttp2Session, socket: import('node:net').Socket) => void,
): LegacyClientHttp2Session;
export function connect(
  authority: string | URL,
  listener: (session: http2.ClientHttp2Session, socket: import('node:net').Socket) => void,
): LegacyClientHttp2Session;

type Handler = (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void;

export function createServer(handler?: Handler): LegacyServer & http2.Http2Server;
export function createServer(
  options: http2.ServerOptions & PaddingOptions,
  handler?: Handler,
): LegacyServer & http2.Http2Server;

export function createSecureServer(handler?: Handler): LegacyServer & http2.Http2SecureServer;
export function createSecureServer(
  options: http2.SecureServerOptions & PaddingOptions,
  handler?: Handler,
): LegacyServer & http2.Http2SecureServer;

export function performServerHandshake(
  socket: import('node:stream').Duplex,
  options?: http2.ServerOptions & PaddingOptions,
): LegacyServerHttp2Session;
