/// <reference types="node" />

// The types of native-http2, complete by themselves: nothing of `node:http2` is imported or changed. They
// need @types/node, 20 or newer, for sockets, streams and servers.
//
// What a class or member does, as long as it does the same as in `node:http2`, stands in Node's
// documentation (https://nodejs.org/api/http2.html); docs/api/ has a page for each class, and
// docs/compatibility.md every difference. RFC numbers: 9113 is HTTP/2, 9110 HTTP, 7541 HPACK.
//
// `@since` is the version of this package.

import type { Buffer } from 'node:buffer';
import type { EventEmitter } from 'node:events';
import type { promises, Stats } from 'node:fs';
import type * as http from 'node:http';
import type { Server as NetServer, Socket, TcpNetConnectOpts } from 'node:net';
import type { Duplex, Readable, ReadableOptions, Writable } from 'node:stream';
import type {
  ConnectionOptions, Server as TlsServer, TlsOptions, TLSSocket,
} from 'node:tls';
import type { URL } from 'node:url';

// ---- How events are declared

/** The methods of an emitter for the events that `Events` names, each with its listener's arguments. */
interface EventMethods<Events extends Record<keyof Events, any[]>> {
  /** As `on()`. */
  addListener<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Calls the listeners of an event. @returns whether there were any */
  emit<E extends keyof Events>(event: E, ...args: Events[E]): boolean;
  /** The number of listeners of an event. */
  listenerCount<E extends keyof Events>(event: E, listener?: (...args: Events[E]) => void): number;
  /** As `removeListener()`. */
  off<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Adds a listener. */
  on<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Adds a listener that is called once. */
  once<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Adds a listener before all others. */
  prependListener<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Adds a listener before all others that is called once. */
  prependOnceListener<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
  /** Removes a listener. */
  removeListener<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): this;
}

/** `Base` with events of its own; those of `Base`, and any others, stay as they are. */
type Emitting<Base, Events extends Record<keyof Events, any[]>> = EventMethods<Events> & Base;

/** The properties of a class, without its constructors. */
type Statics<Class> = { [Name in keyof Class]: Class[Name] };

/** A buffer that is nobody else's: `Buffer<ArrayBuffer>` where @types/node knows that. */
type OwnBuffer = ReturnType<typeof Buffer.alloc>;

/** Any view of memory: a Buffer, another typed array or a DataView. */
type BufferView = NodeJS.ArrayBufferView;

// ---- Objects of this package, and those of node:http2

/**
 * Members that objects of this package have, and that @types/node doesn't declare for those of
 * `node:http2`. In the classes they are optional: a value of a type of `node:http2` is welcome where one
 * of ours is wanted. `Native` makes them certain.
 */
type NativeMember =
  | 'closeIdleConnections' | 'drain' | 'flushHeaders' | 'goawayCode' | 'goawayLastStreamID' | 'headersSent'
  | 'headRequest' | 'incremental' | 'retryable' | 'setNextStreamID' | 'setTrailer' | 'urgency' | 'writeInformation';

/**
 * An object that this package has made, for annotations: `Native<Http2ServerResponse>` has
 * `writeInformation()` for certain, `Http2ServerResponse` may be one of `node:http2` to which @types/node
 * gives none. What functions and events of this package hand out is `Native`.
 * @since 0.1.0
 */
export type Native<T> = T & Required<Pick<T, Extract<keyof T, NativeMember>>>;

// ---- Headers

/**
 * The symbol under which a headers object has the names of its sensitive headers, an array of strings:
 * these are never put into a compression table (RFC 7541, 7.1.3). In what is received, it has the names
 * that the peer marked so. `authorization` and short cookies are always sent that way.
 * @since 0.1.0
 */
export const sensitiveHeaders: unique symbol;

/** The status among the headers of a response. @since 0.1.0 */
export interface IncomingHttpStatusHeader {
  /** 100 to 599, a number (RFC 9113, 8.3.2). */
  ':status'?: number | undefined;
}

/**
 * Headers as they were received: names in lower case, an object without prototype. Of a field that may
 * come only once, the first value counts; `set-cookie` is an array; values of `cookie` are joined by `; `,
 * all others by `, `.
 * @since 0.1.0
 */
export interface IncomingHttpHeaders extends http.IncomingHttpHeaders {
  /** The path and query of a request (RFC 9113, 8.3.1). */
  ':path'?: string | undefined;
  /** The method of a request (RFC 9113, 8.3.1). */
  ':method'?: string | undefined;
  /** The host, and the port if there is one, of a request (RFC 9113, 8.3.1). */
  ':authority'?: string | undefined;
  /** `https` or `http` (RFC 9113, 8.3.1). */
  ':scheme'?: string | undefined;
  /** The protocol that an extended CONNECT asks for (RFC 8441, 4). */
  ':protocol'?: string | undefined;
  /** Names of the fields that the peer marked as never to be indexed. */
  [sensitiveHeaders]?: string[] | undefined;
}

/**
 * Headers to be sent. Names are sent in lower case; an array is sent as a field for each value; `undefined`
 * is not sent.
 *
 * Errors when they are given: `ERR_HTTP2_INVALID_HEADER_VALUE`, `ERR_HTTP2_INVALID_CONNECTION_HEADERS`,
 * `ERR_HTTP2_HEADER_SINGLE_VALUE`, `ERR_HTTP2_INVALID_PSEUDOHEADER`, `ERR_INVALID_HTTP_TOKEN`.
 * @since 0.1.0
 */
export interface OutgoingHttpHeaders extends http.OutgoingHttpHeaders {
  /** Of a response, 200 to 599; 100 to 199, but not 101, of an informational one. Default: 200. */
  ':status'?: number | string | undefined;
  /** Of a request. Default: `'GET'`. */
  ':method'?: string | undefined;
  /** Of a request. Default: the authority of `connect()`, unless there is a `host`. */
  ':authority'?: string | undefined;
  /** Of a request. Default: the protocol of `connect()`. */
  ':scheme'?: string | undefined;
  /** Of a request. Default: `'/'`. */
  ':path'?: string | undefined;
  /** Of a CONNECT request that asks for a protocol; the server has to allow it (RFC 8441). */
  ':protocol'?: string | undefined;
  /** Names of the fields that are never to be indexed. */
  [sensitiveHeaders]?: readonly string[] | undefined;
}

// ---- Settings

/**
 * The settings of one side of a connection (RFC 9113, 6.5.2), as they are sent and shown. What is left out
 * of those to be sent keeps its value.
 *
 * Errors: `ERR_HTTP2_INVALID_SETTING_VALUE` for a wrong type or a value outside the range,
 * `ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS`.
 * @since 0.1.0
 */
export interface Settings {
  /** Size in bytes of the peer's compression table. 0 to 2^32-1. @default 4096 */
  headerTableSize?: number | undefined;
  /** Whether the peer may push; a client's setting. @default true */
  enablePush?: boolean | undefined;
  /** Window in bytes that each new stream of the peer has. 0 to 2^31-1. @default 65535 */
  initialWindowSize?: number | undefined;
  /** Payload in bytes of the largest frame. 16384 to 2^24-1. @default 16384 */
  maxFrameSize?: number | undefined;
  /** How many streams the peer may have open. 0 to 2^32-1. @default 4294967295 */
  maxConcurrentStreams?: number | undefined;
  /** Size of a header list in bytes, uncompressed, and 32 for each field. 0 to 2^32-1. @default 65535 */
  maxHeaderListSize?: number | undefined;
  /** Another name of `maxHeaderListSize`; counts if both are given. */
  maxHeaderSize?: number | undefined;
  /** Whether clients may ask for a protocol with CONNECT (RFC 8441); a server's setting. @default false */
  enableConnectProtocol?: boolean | undefined;
  /**
   * Settings without a name: identifier, 1 to 65535, and value, 1 to 2^32-1. Up to 10 of them. Those of the
   * peer are shown if `remoteCustomSettings` lists them.
   */
  customSettings?: { [id: number]: number } | undefined;
}

// ---- Streams

/** Numbers about a stream. Before `'ready'` and once it is destroyed, there are none. @since 0.1.0 */
export interface StreamState {
  /** Bytes that the peer may send on the stream. */
  localWindowSize?: number | undefined;
  /** One of `constants.NGHTTP2_STREAM_STATE_*` (RFC 9113, 5.1). */
  state?: number | undefined;
  /** 1 if our side has ended, else 0. */
  localClose?: number | undefined;
  /** 1 if the peer's side has ended, else 0. */
  remoteClose?: number | undefined;
  /** Always 0: priorities are ignored (RFC 9113, 5.3.2). */
  sumDependencyWeight?: number | undefined;
  /** 16, the default: priorities are ignored. */
  weight?: number | undefined;
}

/** Options of priorities: accepted, checked, and without effect (RFC 9113, 5.3.2). @since 0.1.0 @deprecated */
export interface StreamPriorityOptions {
  /** Without effect. */
  exclusive?: boolean | undefined;
  /** Without effect. 0 or more. */
  parent?: number | undefined;
  /** Without effect; causes the warning `DEP0194`. */
  weight?: number | undefined;
  /** Without effect. */
  silent?: boolean | undefined;
}

/** Options of `http2stream.respond()`. @since 0.1.0 */
export interface ServerStreamResponseOptions {
  /** Whether the response is a head alone. @default false */
  endStream?: boolean | undefined;
  /** Whether `'wantTrailers'` is emitted after the body, and the stream then waits. @default false */
  waitForTrailers?: boolean | undefined;
  /** Whether `date` is sent when there is none among the headers. @default true */
  sendDate?: boolean | undefined;
}

/** Options of `http2stream.pushStream()`. @since 0.1.0 */
export interface ServerPushStreamOptions extends StreamPriorityOptions {
  /** Whether the pushed response is a head alone. @default false */
  endStream?: boolean | undefined;
}

/** A range of a file. What `statCheck` changes in it counts. @since 0.1.0 */
export interface StatOptions {
  /** First byte. */
  offset: number;
  /** Bytes; negative: all that is left. */
  length: number;
}

/** Options of `http2stream.respondWithFD()`. @since 0.1.0 */
export interface ServerStreamFileResponseOptions {
  /**
   * Called with the file's `fs.Stats`, the headers, which it may change, and the range. When it returns false
   * nothing is sent: it has answered itself, or the stream waits for an answer.
   */
  statCheck?: ((stats: Stats, headers: OutgoingHttpHeaders, statOptions: StatOptions) => void) | undefined;
  /** Whether `'wantTrailers'` is emitted after the body, and the stream then waits. @default false */
  waitForTrailers?: boolean | undefined;
  /** First byte that is sent, of a regular file. 0 to 2^53-1. @default 0 */
  offset?: number | undefined;
  /** Bytes that are sent; negative or beyond the end: all that is left. @default -1 */
  length?: number | undefined;
}

/** Options of `http2stream.respondWithFile()`. @since 0.1.0 */
export interface ServerStreamFileResponseOptionsWithError extends ServerStreamFileResponseOptions {
  /**
   * Called when the file can't be opened or sent (`ENOENT`, `ERR_HTTP2_SEND_FILE`,
   * `ERR_HTTP2_SEND_FILE_NOSEEK`): the stream can still be answered. Without it the stream is destroyed.
   */
  onError?: ((error: NodeJS.ErrnoException) => void) | undefined;
}

/** Events of `stream.Duplex`. */
interface DuplexEvents {
  /** The stream is destroyed. Nothing follows. */
  close: [];
  /** A piece of the peer's body; a string after `setEncoding()`. */
  data: [chunk: Buffer | string];
  /** There is room again after `write()` returned false. */
  drain: [];
  /** The peer's body has been read to its end. */
  end: [];
  /** The stream has failed; `'close'` follows. */
  error: [error: Error];
  /** Our body has been handed over in full. */
  finish: [];
  /** Reading was paused. */
  pause: [];
  /** A readable is piped into this stream. */
  pipe: [source: Readable];
  /** There is something to `read()`, or the end. */
  readable: [];
  /** Reading goes on. */
  resume: [];
  /** A readable is no longer piped into this stream. */
  unpipe: [source: Readable];
}

/** Events of every stream. @since 0.1.0 */
export interface Http2StreamEventMap extends DuplexEvents {
  /** The stream ended before our side of it did: its peer, or its connection, is gone. */
  aborted: [];
  /** A frame could not be sent: its type, an error code, the stream's id. The stream is closed with that code. */
  frameError: [type: number, code: number, id: number];
  /** Informational headers came (RFC 9110, 15.2); or a server got a second header block that is no trailers. */
  headers: [headers: IncomingHttpHeaders & IncomingHttpStatusHeader, flags: number, rawHeaders: string[]];
  /** A PRIORITY frame came: stream, the one that it depends on, weight 1 to 256, exclusive. */
  priority: [id: number, parent: number, weight: number, exclusive: boolean];
  /** The stream has an id: its request was handed to the connection. */
  ready: [];
  /** Nothing happened for the time of `setTimeout()`. */
  timeout: [];
  /** Trailers came (RFC 9110, 6.5): headers, flags, names and values as received. */
  trailers: [headers: IncomingHttpHeaders, flags: number, rawHeaders: string[]];
  /** The body was sent, and `sendTrailers()` or `close()` is due (option `waitForTrailers`). */
  wantTrailers: [];
}

/**
 * A request and its response (RFC 9113, 5): a Duplex, whose writable side goes to the peer. Made by
 * sessions only.
 * @since 0.1.0
 */
export interface Http2Stream extends Emitting<Duplex, Http2StreamEventMap> {
  /** Whether the stream ended before our side of it did; `'aborted'` was emitted then. */
  readonly aborted: boolean;
  /** Bytes and characters that were written and not sent. */
  readonly bufferSize: number;
  /** Whether the stream is closed: both sides have ended, or RST_STREAM was sent or received. */
  readonly closed: boolean;
  /** Whether the stream is destroyed and of no use any more. */
  readonly destroyed: boolean;
  /** Whether the peer's headers came with END_STREAM: there is no body. */
  readonly endAfterHeaders: boolean;
  /** Whether our message has begun. */
  readonly headersSent?: boolean | undefined;
  /** Whether the method of the request is HEAD; on servers. */
  readonly headRequest?: boolean | undefined;
  /**
   * Whether responses of the same urgency share the connection with this one (RFC 9218, 4.2). On a client, to
   * set it sends PRIORITY_UPDATE.
   * @default false
   * @throws ERR_INVALID_ARG_TYPE
   */
  incremental?: boolean | undefined;
  /** The stream's number, 1 to 2^31-1, odd for requests; undefined before `'ready'`. */
  readonly id?: number | undefined;
  /** Whether the stream has no id yet. */
  readonly pending: boolean;
  /** The error code with which the stream was closed, 0 to 2^32-1; 0 before that (RFC 9113, 7). */
  readonly rstCode: number;
  /** The headers of our message; undefined on a server before they were given. */
  readonly sentHeaders: OutgoingHttpHeaders;
  /** The headers of our informational responses. */
  readonly sentInfoHeaders?: OutgoingHttpHeaders[] | undefined;
  /** Our trailers. */
  readonly sentTrailers?: OutgoingHttpHeaders | undefined;
  /** The session; undefined once the stream is destroyed. */
  readonly session: Http2Session | undefined;
  /** Numbers about the stream. */
  readonly state: StreamState;
  /**
   * How soon a response is sent (RFC 9218, 4.1): 0, first, to 7, last. On a server it counts with the option
   * `extensiblePriorities`; on a client, to set it sends PRIORITY_UPDATE.
   * @default 3
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  urgency?: number | undefined;
  /**
   * Closes the stream with RST_STREAM.
   * @param code an error code, 0 to 2^32-1. Default: `constants.NGHTTP2_NO_ERROR`
   * @param callback a listener of `'close'`
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  close(code?: number, callback?: () => void): void;
  /**
   * Has no effect but the warning `DEP0194` (RFC 9113, 5.3.2).
   * @throws ERR_HTTP2_INVALID_STREAM
   * @deprecated
   */
  priority(options: unknown): void;
  /**
   * Sends trailers, and with them the end of our message (RFC 9113, 8.1).
   * @throws ERR_HTTP2_TRAILERS_NOT_READY before `'wantTrailers'`; ERR_HTTP2_TRAILERS_ALREADY_SENT,
   *   ERR_HTTP2_INVALID_STREAM, and the errors of headers
   */
  sendTrailers(headers: OutgoingHttpHeaders): void;
  /**
   * Emits `'timeout'` when nothing has happened on the stream for a time; the stream stays open.
   * @param msecs milliseconds, 0 to 2^31-1; 0: never
   * @param callback a listener of `'timeout'`, once
   */
  setTimeout(msecs: number, callback?: () => void): void;
}

/** Events of a client's stream. @since 0.1.0 */
export interface ClientHttp2StreamEventMap extends Http2StreamEventMap {
  /** The server sent 100: the body is welcome. `'headers'` follows. */
  continue: [];
  /** The head of a pushed response came. */
  push: [headers: IncomingHttpHeaders & IncomingHttpStatusHeader, flags: number, rawHeaders: string[]];
  /** The head of the response came. */
  response: [headers: IncomingHttpHeaders & IncomingHttpStatusHeader, flags: number, rawHeaders: string[]];
}

/**
 * A client's request and its response, or a response that a server pushes.
 * @since 0.1.0
 */
export interface ClientHttp2Stream extends Emitting<Http2Stream, ClientHttp2StreamEventMap> {
  /**
   * Whether the request has failed, and the server cannot have processed it (RFC 9113, 8.7): it was
   * refused, left out by GOAWAY, or never sent. False for what the program has ended itself.
   */
  readonly retryable?: boolean | undefined;
}

/**
 * A request that a server got, and the response to it; or a response that it pushes.
 * @since 0.1.0
 */
export interface ServerHttp2Stream extends Http2Stream {
  /** Whether the response has begun. */
  readonly headersSent: boolean;
  /** Whether the client accepts pushes now. */
  readonly pushAllowed: boolean;
  /**
   * Sends an informational response.
   * @param headers with a `:status` of 100 to 199, but not 101
   * @throws ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_STATUS_101, ERR_HTTP2_INVALID_INFO_STATUS,
   *   ERR_HTTP2_INVALID_STREAM, and the errors of headers
   */
  additionalHeaders(headers: OutgoingHttpHeaders): void;
  /**
   * Announces the response to a request that the client has not made (RFC 9113, 8.4).
   * @param headers of that request; `:path` at least
   * @param callback gets the stream of the response, and the headers that were sent
   * @throws ERR_HTTP2_PUSH_DISABLED, ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_INVALID_STREAM, and the errors of
   *   headers. The callback gets ERR_HTTP2_OUT_OF_STREAMS
   */
  pushStream(
    headers: OutgoingHttpHeaders,
    callback?: (error: Error | null, pushStream: ServerHttp2Stream, headers: OutgoingHttpHeaders) => void,
  ): void;
  pushStream(
    headers: OutgoingHttpHeaders,
    options?: ServerPushStreamOptions,
    callback?: (error: Error | null, pushStream: ServerHttp2Stream, headers: OutgoingHttpHeaders) => void,
  ): void;
  /**
   * Begins the response.
   * @param headers an object, or names and values by turns. Default: status 200
   * @throws ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_STATUS_INVALID, and the errors of
   *   headers
   */
  respond(headers?: OutgoingHttpHeaders | readonly string[], options?: ServerStreamResponseOptions): void;
  /**
   * Responds with what a file descriptor has; it stays the caller's to close, after `'close'`.
   * @throws ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_PAYLOAD_FORBIDDEN,
   *   ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_HTTP2_STATUS_INVALID
   */
  respondWithFD(
    fd: number | promises.FileHandle,
    headers?: OutgoingHttpHeaders,
    options?: ServerStreamFileResponseOptions,
  ): void;
  /**
   * Responds with a regular file, and its `content-length`.
   * @throws ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_PAYLOAD_FORBIDDEN,
   *   ERR_INVALID_ARG_VALUE, ERR_HTTP2_STATUS_INVALID. What goes wrong later: option `onError`
   */
  respondWithFile(
    path: string | Buffer | URL,
    headers?: OutgoingHttpHeaders,
    options?: ServerStreamFileResponseOptionsWithError,
  ): void;
}

// ---- Sessions

/** The priority of a request (RFC 9218, 4). @since 0.1.0 */
export interface StreamPriority {
  /** 0, first, to 7, last. @default 3 */
  urgency?: number | undefined;
  /** Whether responses of the same urgency share the connection with this one. @default false */
  incremental?: boolean | undefined;
}

/** Options of `clienthttp2session.request()`; those of priorities have no effect. @since 0.1.0 */
export interface ClientSessionRequestOptions extends StreamPriorityOptions {
  /** Whether the request is a head alone. @default true for GET, HEAD and DELETE, else false */
  endStream?: boolean | undefined;
  /** Whether `'wantTrailers'` is emitted after the body, and the stream then waits. @default false */
  waitForTrailers?: boolean | undefined;
  /** Adds the field `priority` (RFC 9218, 5), if the headers have none. */
  priority?: StreamPriority | undefined;
  /** Destroys the stream with an `AbortError` when it is aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * Numbers about a connection. Before `'connect'` and once the session is destroyed, there are none.
 * @since 0.1.0
 */
export interface SessionState {
  /** Window in bytes that we grant to the peer for the connection. */
  effectiveLocalWindowSize?: number | undefined;
  /** Bytes that were received since our last WINDOW_UPDATE. */
  effectiveRecvDataLength?: number | undefined;
  /** Id of the next stream that this side opens. */
  nextStreamID?: number | undefined;
  /** Bytes that the peer may still send. */
  localWindowSize?: number | undefined;
  /** Id of the last stream of the peer that was processed. */
  lastProcStreamID?: number | undefined;
  /** Bytes that we may still send. */
  remoteWindowSize?: number | undefined;
  /** Frames that wait to be sent. */
  outboundQueueSize?: number | undefined;
  /** Size in bytes of the compression table for what we send. */
  deflateDynamicTableSize?: number | undefined;
  /** Size in bytes of the compression table for what we receive. */
  inflateDynamicTableSize?: number | undefined;
}

/** The option `keepAlive`: PINGs for a connection that has brought nothing for a while. @since 0.1.0 */
export interface KeepAliveOptions {
  /** Milliseconds without a byte of the peer after which it is sent a PING. 1 to 2^31-1. */
  interval: number;
  /**
   * Milliseconds after that PING after which the session ends with ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT.
   * 1 to 2^31-1.
   * @default interval
   */
  timeout?: number | undefined;
}

/** Options about the end of a session. @since 0.1.0 */
export interface LifetimeOptions {
  /** PINGs that notice a dead peer. A boolean is the option of `node:net`. @default none */
  keepAlive?: boolean | KeepAliveOptions | undefined;
  /** Milliseconds after which a session without streams ends; 0: never. 0 to 2^31-1. @default 0 */
  idleTimeout?: number | undefined;
}

/** Options of `drain()`. @since 0.1.0 */
export interface DrainOptions {
  /** Milliseconds after which streams that are still open are cut. 0 to 2^31-1. @default no deadline */
  timeout?: number | undefined;
}

/** What `drain()` fulfils its promise with. @since 0.1.0 */
export interface DrainResult {
  /** How many streams were still open at the deadline. */
  cut: number;
}

/** The error of a stream. Both properties are not enumerable. @since 0.1.0 */
export interface StreamError extends Error {
  /** The code of the error. */
  code?: string;
  /** The error code of the stream (RFC 9113, 7). */
  rstCode: number;
  /**
   * Whether the server cannot have processed the request; false for streams of a server. What one error
   * object says when several streams have failed with it stands in docs/api/retry.md.
   */
  retryable: boolean;
}

/** Events of every session. @since 0.1.0 */
export interface Http2SessionEventMap {
  /** The session is destroyed. Nothing follows. */
  close: [];
  /** The connection is there. */
  connect: [session: Http2Session, socket: Socket | TLSSocket];
  /** The session has failed; `'close'` follows. */
  error: [error: Error];
  /** A frame that belongs to no stream could not be sent: its type, an error code, 0 or an id. The session ends. */
  frameError: [type: number, code: number, id: number];
  /** The peer closes the session: code, the last stream that it has processed, data if it sent some. */
  goaway: [errorCode: number, lastStreamID: number, opaqueData?: OwnBuffer];
  /** The peer has acknowledged our settings. */
  localSettings: [settings: Settings];
  /** The peer sent a PING; it was answered. */
  ping: [payload: OwnBuffer];
  /** A PRIORITY frame came, for a stream that there is not: stream, parent, weight, exclusive. */
  priority: [id: number, parent: number, weight: number, exclusive: boolean];
  /** The peer sent settings. */
  remoteSettings: [settings: Settings];
  /** A request, or on a client a pushed one: stream, headers, flags, names and values as received. */
  stream: [
    stream: Http2Stream,
    headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
    flags: number,
    rawHeaders: string[],
  ];
  /** Nothing happened for the time of `setTimeout()`. */
  timeout: [];
}

/**
 * A connection between a client and a server. Made by `connect()`, `performServerHandshake()` and
 * servers.
 * @since 0.1.0
 */
export interface Http2Session extends Emitting<EventEmitter, Http2SessionEventMap> {
  /** `'h2c'`, or over TLS what ALPN chose; undefined before `'connect'`. */
  readonly alpnProtocol?: string | undefined;
  /** Whether the session takes no more streams: `close()` was called, or GOAWAY came. */
  readonly closed: boolean;
  /** Whether the connection is still being made. */
  readonly connecting: boolean;
  /** Whether the session is destroyed and of no use any more. */
  readonly destroyed: boolean;
  /** Whether the connection is over TLS; undefined before `'connect'`. */
  readonly encrypted?: boolean | undefined;
  /** The error code of the last GOAWAY that came, 0 before that. */
  readonly goawayCode?: number | undefined;
  /** The last stream's id of the last GOAWAY that came, 0 before that. */
  readonly goawayLastStreamID?: number | undefined;
  /** Our settings, as far as the peer has acknowledged them. */
  readonly localSettings: Settings;
  /** The origins that the server answers for (RFC 8336); over TLS only. */
  readonly originSet?: string[] | undefined;
  /** Whether settings of ours wait for their acknowledgement. */
  readonly pendingSettingsAck: boolean;
  /** The peer's settings. */
  readonly remoteSettings: Settings;
  /**
   * The socket, without what would disturb the session: that throws `ERR_HTTP2_NO_SOCKET_MANIPULATION`.
   * Once the session is destroyed and its streams have emitted `'aborted'` it is undefined, and what was
   * taken before throws `ERR_HTTP2_SOCKET_UNBOUND`.
   */
  readonly socket: Socket | TLSSocket;
  /** Numbers about the connection. */
  readonly state: SessionState;
  /** `constants.NGHTTP2_SESSION_SERVER` or `constants.NGHTTP2_SESSION_CLIENT`. */
  readonly type: number;
  /**
   * Takes no more streams, and ends when those that there are have ended.
   * @param callback a listener of `'close'`
   */
  close(callback?: () => void): void;
  /**
   * Ends the session, its streams and its socket now.
   * @param error emitted as `'error'`; or the code
   * @param code of the GOAWAY. Default: `NGHTTP2_INTERNAL_ERROR` with an error, else `NGHTTP2_NO_ERROR`
   */
  destroy(error?: Error | number, code?: number): void;
  /**
   * Ends the session without a request that its peer can't make again (RFC 9113, 6.8): announces the end,
   * serves what the peer has sent until it knows, and then does as `close()`.
   * @returns a promise that is fulfilled when the session is closed
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  drain?(options?: DrainOptions): Promise<DrainResult>;
  /**
   * Sends GOAWAY (RFC 9113, 6.8); the session stays open.
   * @param code an error code. Default: `constants.NGHTTP2_NO_ERROR`
   * @param lastStreamID default 0: the last stream that was processed
   * @param opaqueData copied
   * @throws ERR_HTTP2_INVALID_SESSION, ERR_INVALID_ARG_TYPE
   */
  goaway(code?: number, lastStreamID?: number, opaqueData?: BufferView): void;
  /**
   * Sends a PING (RFC 9113, 6.7).
   * @param callback gets the milliseconds until its acknowledgement, and the payload; or
   *   ERR_HTTP2_PING_CANCEL
   * @returns false when `maxOutstandingPings` are on their way already, or the connection is not there
   * @throws ERR_HTTP2_PING_LENGTH, ERR_HTTP2_INVALID_SESSION, ERR_INVALID_ARG_TYPE
   */
  ping(callback: (error: Error | null, duration: number, payload: OwnBuffer) => void): boolean;
  /** @param payload 8 bytes. Default: a time stamp */
  ping(
    payload: BufferView,
    callback: (error: Error | null, duration: number, payload: OwnBuffer) => void,
  ): boolean;
  /** Lets the socket keep the process alive. */
  ref(): void;
  /**
   * Sets the window of the connection: how many bytes the peer may send without acknowledgement.
   * @param windowSize bytes, 0 to 2^31-1
   * @throws ERR_HTTP2_INVALID_SESSION, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  setLocalWindowSize(windowSize: number): void;
  /**
   * Sets the id of the next stream that this side opens.
   * @param id 1 to 2^32-1; one that the protocol does not allow is ignored
   * @throws ERR_HTTP2_INVALID_SESSION, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  setNextStreamID?(id: number): void;
  /**
   * Emits `'timeout'` when nothing has happened on the connection for a time; it stays open.
   * @param msecs milliseconds, 0 to 2^31-1; 0: never
   * @param callback a listener of `'timeout'`, once
   */
  setTimeout(msecs: number, callback?: () => void): void;
  /**
   * Sends settings. They count when they are acknowledged: `'localSettings'`.
   * @param callback gets our settings, and the milliseconds until their acknowledgement
   * @throws ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_INVALID_SETTING_VALUE. With `maxOutstandingSettings` on their
   *   way already the session ends with ERR_HTTP2_MAX_PENDING_SETTINGS_ACK
   */
  settings(
    settings?: Settings,
    callback?: (error: Error | null, settings: Settings, duration: number) => void,
  ): void;
  /** Lets the process end although the socket is open. */
  unref(): void;
}

/** Events of a client's session. @since 0.1.0 */
export interface ClientHttp2SessionEventMap extends Omit<Http2SessionEventMap, 'connect' | 'stream'> {
  /** The server names an alternative service (RFC 7838): its description, origin or '', 0 or a stream's id. */
  altsvc: [alt: string, origin: string, streamId: number];
  /** The connection is there. */
  connect: [session: Native<ClientHttp2Session>, socket: Socket | TLSSocket];
  /** The server names origins that it answers for (RFC 8336). */
  origin: [origins: string[]];
  /** The server pushes: stream, headers of the request that it answers, flags, names and values. */
  stream: [
    stream: Native<ClientHttp2Stream>,
    headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
    flags: number,
    rawHeaders: string[],
  ];
}

/**
 * The client's side of a connection.
 * @since 0.1.0
 */
export interface ClientHttp2Session extends Emitting<Http2Session, ClientHttp2SessionEventMap> {
  /**
   * Makes a request; it waits for the connection, and for a place among `maxConcurrentStreams`.
   * @param headers an object, or names and values by turns
   * @returns the stream. When the session takes no more it is destroyed with ERR_HTTP2_GOAWAY_SESSION or
   *   ERR_HTTP2_INVALID_SESSION
   * @throws ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME,
   *   ERR_INVALID_ARG_TYPE, and the errors of headers
   */
  request(headers?: OutgoingHttpHeaders | readonly string[], options?: ClientSessionRequestOptions): ClientHttp2Stream;
}

/** An origin for `altsvc()` and `origin()`. @since 0.1.0 */
export interface AlternativeServiceOptions {
  /** Scheme, host, and port if it is not the default: `'https://example.org'`. */
  origin: number | string | URL;
}

/** Events of a server's session. @since 0.1.0 */
export interface ServerHttp2SessionEventMap<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends Omit<Http2SessionEventMap, 'connect' | 'stream'> {
  /** The session is ready. */
  connect: [
    session: Native<ServerHttp2Session<Http1Request, Http1Response, Http2Request, Http2Response>>,
    socket: Socket | TLSSocket,
  ];
  /** A request came: stream, headers, flags, names and values as received. */
  stream: [stream: Native<ServerHttp2Stream>, headers: IncomingHttpHeaders, flags: number, rawHeaders: string[]];
}

/**
 * The server's side of a connection.
 * @since 0.1.0
 */
export interface ServerHttp2Session<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends Emitting<
  Http2Session, ServerHttp2SessionEventMap<Http1Request, Http1Response, Http2Request, Http2Response>
> {
  /** The server; undefined after `performServerHandshake()`. */
  readonly server:
    | Http2Server<Http1Request, Http1Response, Http2Request, Http2Response>
    | Http2SecureServer<Http1Request, Http1Response, Http2Request, Http2Response>;
  /**
   * Names an alternative service (RFC 7838).
   * @param alt `'h2=":8000"'`, ASCII; together with the origin up to 16382 bytes
   * @param originOrStream an origin, or the id of a stream
   * @throws ERR_HTTP2_ALTSVC_INVALID_ORIGIN, ERR_HTTP2_ALTSVC_LENGTH, ERR_HTTP2_INVALID_SESSION,
   *   ERR_INVALID_CHAR, ERR_OUT_OF_RANGE, ERR_INVALID_ARG_TYPE
   */
  altsvc(alt: string, originOrStream: number | string | URL | AlternativeServiceOptions): void;
  /**
   * Names origins that this server answers for (RFC 8336).
   * @param origins together up to 16382 bytes, 2 for each included
   * @throws ERR_HTTP2_INVALID_ORIGIN, ERR_HTTP2_ORIGIN_LENGTH, ERR_HTTP2_INVALID_SESSION, ERR_INVALID_ARG_TYPE
   */
  origin(...origins: (string | URL | { origin: string })[]): void;
}

// ---- Options

/** Options of servers and of `connect()`. Numbers of a wrong type count as not given. @since 0.1.0 */
export interface SessionOptions extends LifetimeOptions {
  /**
   * Receive window in bytes of the connection at its start (RFC 9113, 6.9). 65535 to 2^31-1.
   * @default 65535
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  connectionWindowSize?: number | undefined;
  /**
   * How far the receive window of the connection grows with the path, in bytes. 65535 to 2^31-1.
   * @default 67108864
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  maxConnectionWindowSize?: number | undefined;
  /**
   * How far the receive window of a stream grows with the path, in bytes. 65535 to 2^31-1.
   * @default 33554432
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  maxStreamWindowSize?: number | undefined;
  /**
   * Whether receive windows grow with the path: one of which the reader takes half within a round trip grows.
   * @default true
   * @throws ERR_INVALID_ARG_TYPE
   */
  windowTuning?: boolean | undefined;
  /** Size in bytes of the compression table for what we send. 0 to 2^32-1. @default 4096 */
  maxDeflateDynamicTableSize?: number | undefined;
  /** Entries that a SETTINGS frame of the peer may have. 1 to 2^32-1. @default 32 */
  maxSettings?: number | undefined;
  /**
   * Memory of a session in megabytes (10^6 bytes): streams, headers, compression tables, what waits to be
   * sent or read. New streams are refused beyond it. 1 or more. @default 10
   */
  maxSessionMemory?: number | undefined;
  /** Fields that a header block may have. 4 or more on servers, 1 or more on clients. @default 128 */
  maxHeaderListPairs?: number | undefined;
  /**
   * Origins that a client's session keeps (RFC 8336). 0 or more.
   * Beyond it the session ends with ERR_HTTP2_TOO_MANY_ORIGINS. @default 128
   */
  maxOriginSetSize?: number | undefined;
  /** PINGs that wait for their acknowledgement. 0 to 2^32-1. @default 10 */
  maxOutstandingPings?: number | undefined;
  /** SETTINGS of ours that wait for their acknowledgement. 1 to 2^32-1. @default 10 */
  maxOutstandingSettings?: number | undefined;
  /**
   * Size in bytes of a header block that we send. 0: nghttp2's own limit, 65536. Beyond it `'frameError'` is
   * emitted and the stream closed. 0 to 2^32-1. @default 0
   */
  maxSendHeaderBlockLength?: number | undefined;
  /**
   * Padding of HEADERS and DATA (RFC 9113, 10.7): one of `constants.PADDING_STRATEGY_*`.
   * @default constants.PADDING_STRATEGY_NONE
   */
  paddingStrategy?: number | undefined;
  /** Streams that we open before the peer's settings say how many it admits. 0 to 2^32-1. @default 100 */
  peerMaxConcurrentStreams?: number | undefined;
  /** Settings that are sent first. */
  settings?: Settings | undefined;
  /**
   * Identifiers of settings without a name, 1 to 65535, that `remoteSettings.customSettings` shows. Up to 10.
   * @throws ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS
   */
  remoteCustomSettings?: number[] | undefined;
  /**
   * Milliseconds until a socket is destroyed that was given to `'unknownProtocol'`. 0 to 2^32-1. @default 10000
   */
  unknownProtocolTimeout?: number | undefined;
  /** Whether spaces around a field's value end its stream (RFC 9113, 8.2.1). @default true */
  strictFieldWhitespaceValidation?: boolean | undefined;
  /** Whether a second value of a field that has only one is an error, when it is sent. @default true */
  strictSingleValueFields?: boolean | undefined;
  /** Resets of streams that a peer may send at once; needs `streamResetRate`. 0 to 2^32-1. @default 1000 */
  streamResetBurst?: number | undefined;
  /** Resets of streams a second after that; needs `streamResetBurst`. 0 to 2^32-1. @default 33 */
  streamResetRate?: number | undefined;
  /** Frames that are invalid and ignored, before the session is closed. 0 to 2^32-1. @default 1000 */
  maxSessionInvalidFrames?: number | undefined;
  /** Streams that are refused, before the session is closed. 0 to 2^32-1. @default 100 */
  maxSessionRejectedStreams?: number | undefined;
}

/** Options of `connect()` for `http:`; all of `net.connect()` count too. @since 0.1.0 */
export interface ClientSessionOptions extends SessionOptions {
  /** Pushes that the server may have announced and not begun. 0 to 2^32-1; negative: no limit. @default 200 */
  maxReservedRemoteStreams?: number | undefined;
  /** Makes the connection: gets the URL and the options, returns any Duplex. */
  createConnection?: ((authority: URL, options: SessionOptions) => Duplex) | undefined;
  /** The protocol, if the authority has none. @default 'https:' */
  protocol?: 'http:' | 'https:' | undefined;
}

/** Options of `connect()` for `https:`; all of `tls.connect()` count too. @since 0.1.0 */
export interface SecureClientSessionOptions
  extends ClientSessionOptions, Omit<ConnectionOptions, keyof LifetimeOptions> {
  /** Whether `http/1.1` is offered by ALPN besides `h2`; the program then has to look. @default false */
  allowHTTP1?: boolean | undefined;
}

/** Options of `http.createServer()` for the HTTP/1 clients of a secure server. */
type Http1ServerOption =
  | 'connectionsCheckingInterval' | 'headersTimeout' | 'insecureHTTPParser' | 'joinDuplicateHeaders'
  | 'keepAliveTimeoutBuffer' | 'maxHeaderSize' | 'requestTimeout' | 'requireHostHeader';

/** Those that the installed @types/node declares. */
type Http1ServerOptions = { [Name in Extract<Http1ServerOption, keyof http.ServerOptions>]?: http.ServerOptions[Name] };

/** Options for HTTP/1 clients (`http1Options`): these, and those of `http.createServer()`. @since 0.1.0 */
export interface Http1Options<
  Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Response extends typeof http.ServerResponse<InstanceType<Request>> = typeof http.ServerResponse,
> extends Http1ServerOptions {
  /** The class of requests. @default http.IncomingMessage */
  IncomingMessage?: Request | undefined;
  /** The class of responses. @default http.ServerResponse */
  ServerResponse?: Response | undefined;
  /** Milliseconds that an idle connection stays open. @default 5000, or what `node:http` has */
  keepAliveTimeout?: number | undefined;
}

/** Options of servers. @since 0.1.0 */
export interface ServerSessionOptions<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends SessionOptions {
  /**
   * Whether responses are sent by the priorities that clients ask for (RFC 9218).
   * @default false
   * @throws ERR_INVALID_ARG_TYPE
   */
  extensiblePriorities?: boolean | undefined;
  /** The class of HTTP/1 requests. @deprecated use `http1Options.IncomingMessage` */
  Http1IncomingMessage?: Http1Request | undefined;
  /** The class of HTTP/1 responses. @deprecated use `http1Options.ServerResponse` */
  Http1ServerResponse?: Http1Response | undefined;
  /** Options for HTTP/1 clients; with `allowHTTP1`. */
  http1Options?: Http1Options<Http1Request, Http1Response> | undefined;
  /** The class of requests. @default Http2ServerRequest */
  Http2ServerRequest?: Http2Request | undefined;
  /** The class of responses. @default Http2ServerResponse */
  Http2ServerResponse?: Http2Response | undefined;
}

/** Options of `createServer()`; all of `net.createServer()` count too. @since 0.1.0 */
export interface ServerOptions<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends ServerSessionOptions<Http1Request, Http1Response, Http2Request, Http2Response> {}

/** Options of secure servers: also all of `tls.createServer()`. @since 0.1.0 */
export interface SecureServerSessionOptions<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends ServerSessionOptions<Http1Request, Http1Response, Http2Request, Http2Response>,
  Omit<TlsOptions, keyof LifetimeOptions> {}

/** Options of `createSecureServer()`. `key` and `cert`, or `pfx`, are needed as a rule. @since 0.1.0 */
export interface SecureServerOptions<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends SecureServerSessionOptions<Http1Request, Http1Response, Http2Request, Http2Response> {
  /** Whether clients that don't know HTTP/2 are served with HTTP/1. @default false */
  allowHTTP1?: boolean | undefined;
  /** Origins that are sent to each client in an ORIGIN frame (RFC 8336). */
  origins?: string[] | undefined;
}

// ---- Servers

/** Methods of both servers. @since 0.1.0 */
export interface Http2ServerCommon {
  /**
   * Emits `'timeout'` when nothing has happened on a session for a time; without a listener the session is
   * destroyed. For new sessions.
   * @param msecs milliseconds; 0: never
   * @param callback a listener of `'timeout'`
   * @throws ERR_INVALID_ARG_TYPE
   */
  setTimeout(msecs?: number, callback?: () => void): this;
  /**
   * Changes the settings of new sessions.
   * @throws ERR_HTTP2_INVALID_SETTING_VALUE, ERR_INVALID_ARG_TYPE
   */
  updateSettings(settings: Settings): void;
}

/** Events of both servers, beside those of `net.Server`. @since 0.1.0 */
export interface Http2ServerEventMap<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> {
  /** A request with `expect: 100-continue`. Without a listener 100 is sent, and `'request'` emitted. */
  checkContinue: [request: InstanceType<Http2Request>, response: InstanceType<Http2Response>];
  /** A request with another `expect`. Without a listener it is answered with 417. */
  checkExpectation: [request: InstanceType<Http2Request>, response: InstanceType<Http2Response>];
  /** A request whose method is CONNECT. Without a listener it is answered with 405. */
  connect: [request: InstanceType<Http2Request>, response: InstanceType<Http2Response>];
  /** A connection came, over TLS before its handshake; a program may emit it with any Duplex. */
  connection: [socket: Socket];
  /** A request. */
  request: [request: InstanceType<Http2Request>, response: InstanceType<Http2Response>];
  /** A connection became a session. */
  session: [session: Native<ServerHttp2Session<Http1Request, Http1Response, Http2Request, Http2Response>>];
  /** A session has failed. */
  sessionError: [
    error: Error,
    session: Native<ServerHttp2Session<Http1Request, Http1Response, Http2Request, Http2Response>>,
  ];
  /** A request: stream, headers, flags, names and values as received. */
  stream: [
    stream: Native<ServerHttp2Stream>,
    headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
    flags: number,
    rawHeaders: string[],
  ];
  /** Nothing happened on a session for the time of `setTimeout()`. */
  timeout: [session: Native<ServerHttp2Session<Http1Request, Http1Response, Http2Request, Http2Response>>];
  /** A WebSocket, after `acceptWebSockets()` of `native-http2/websocket`; or what an HTTP/1 client asks for. */
  upgrade: [request: http.IncomingMessage, socket: Duplex, head: Buffer];
}

/**
 * A server without TLS, for clients that know that it speaks HTTP/2 (RFC 9113, 3.3). Made by
 * `createServer()`.
 * @since 0.1.0
 */
export interface Http2Server<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends Http2ServerCommon, Emitting<
  NetServer, Http2ServerEventMap<Http1Request, Http1Response, Http2Request, Http2Response>
> {
  /** Milliseconds of `setTimeout()`, for new sessions; 0: never. @default 0 */
  timeout?: number | undefined;
  /**
   * Accepts no more connections, and closes the sessions: each ends with its last stream.
   * @param callback called when all are gone
   */
  close(callback?: (error?: Error) => void): this;
  /**
   * Stops listening, and drains all sessions: see `session.drain()`.
   * @returns a promise that is fulfilled when they are closed
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  drain?(options?: DrainOptions): Promise<DrainResult>;
  /** Calls `close()`. @returns a promise for when all sessions are gone */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Events of a secure server, beside those of `tls.Server`, and with `allowHTTP1` of `http.Server`.
 * @since 0.1.0
 */
export interface Http2SecureServerEventMap<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends Http2ServerEventMap<Http1Request, Http1Response, Http2Request, Http2Response> {
  /** A TLS handshake has failed. Without a listener the socket is destroyed. */
  clientError: [error: Error, socket: Duplex];
  /** A client speaks no protocol that is allowed. Without a listener it is answered with 403. */
  unknownProtocol: [socket: TLSSocket];
}

/**
 * A server over TLS (RFC 9113, 3.2). Made by `createSecureServer()`.
 * @since 0.1.0
 */
export interface Http2SecureServer<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
> extends Http2ServerCommon, Emitting<
  TlsServer, Http2SecureServerEventMap<Http1Request, Http1Response, Http2Request, Http2Response>
> {
  /** Milliseconds of `setTimeout()`, for new connections; 0: never. @default 0 */
  timeout?: number | undefined;
  /**
   * Accepts no more connections, and closes idle HTTP/1 connections and the sessions: each of these ends
   * with its last stream.
   * @param callback called when all are gone
   */
  close(callback?: (error?: Error) => void): this;
  /**
   * Stops listening, and drains all sessions: see `session.drain()`. HTTP/1 connections are closed when they
   * are idle, or at the deadline.
   * @returns a promise that is fulfilled when the sessions are closed
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  drain?(options?: DrainOptions): Promise<DrainResult>;
  /** Closes the HTTP/1 connections that no request is on (option `allowHTTP1`). */
  closeIdleConnections?(): void;
}

// ---- The Compatibility API

/** Events of a request. @since 0.1.0 */
export interface Http2ServerRequestEventMap {
  /** The stream ended before the response did. */
  aborted: [];
  /** The stream is closed, and what came of the body was read. Nothing follows. */
  close: [];
  /** A piece of the body; a string after `setEncoding()`. */
  data: [chunk: Buffer | string];
  /** The body has been read to its end; the trailers are there. */
  end: [];
  /** The request was destroyed with an error. Errors of the stream are emitted on the stream alone. */
  error: [error: Error];
  /** Reading was paused. */
  pause: [];
  /** There is something to `read()`, or the end. */
  readable: [];
  /** Reading goes on. */
  resume: [];
  /** Nothing happened for the time of `setTimeout()`. */
  timeout: [];
}

/** Of `Readable`, for a class with events of its own. */
interface RequestReadableConstructor extends Statics<typeof Readable> {
  new (options?: ReadableOptions): Emitting<Readable, Http2ServerRequestEventMap>;
}

/** What `Http2ServerRequest` extends: `stream.Readable`. */
declare const RequestReadable: RequestReadableConstructor;

/**
 * A request as `node:http` shows it. A server makes it with each stream, for `'request'`; programs extend it
 * (option `Http2ServerRequest`).
 * @since 0.1.0
 */
export class Http2ServerRequest extends RequestReadable {
  /**
   * @param stream of a server
   * @param headers as received
   * @param options of `stream.Readable`
   * @param rawHeaders names and values by turns, as received
   */
  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    options: ReadableOptions,
    rawHeaders: readonly string[],
  );
  /** Whether the stream ended before the response did. */
  readonly aborted: boolean;
  /** `:authority`, else `host` (RFC 9113, 8.3.1). */
  readonly authority: string;
  /** Whether the request was received in full, aborted or destroyed. */
  readonly complete: boolean;
  /** @deprecated use `socket` */
  readonly connection: Socket | TLSSocket;
  /** The headers as received, pseudo-headers among them. */
  readonly headers: IncomingHttpHeaders;
  /** `'2.0'` */
  readonly httpVersion: string;
  /** 2 */
  readonly httpVersionMajor: number;
  /** 0 */
  readonly httpVersionMinor: number;
  /** `:method`. Setting it throws ERR_INVALID_ARG_TYPE, or ERR_INVALID_ARG_VALUE when blank. */
  method: string;
  /** Names and values by turns, as received. */
  readonly rawHeaders: string[];
  /** Names and values of the trailers by turns, as received; empty before `'end'`. */
  readonly rawTrailers: string[];
  /** `:scheme` */
  readonly scheme: string;
  /**
   * The socket, with what belongs to the stream (`on`, `once`, `emit`, `end`, `destroy`, `readable`,
   * `writable`, `destroyed`) and to the session (`setTimeout`); `read`, `write`, `pause` and `resume` throw
   * `ERR_HTTP2_NO_SOCKET_MANIPULATION`.
   */
  readonly socket: Socket | TLSSocket;
  /** The stream. */
  readonly stream: ServerHttp2Stream;
  /** The trailers; empty before `'end'`. */
  readonly trailers: IncomingHttpHeaders;
  /** `:path`; may be set. */
  url: string;
  /**
   * As `http2stream.setTimeout()`; without a listener the stream is left alone.
   * @param msecs milliseconds, 0 to 2^31-1; 0: never
   * @param callback a listener of the stream's `'timeout'`, once
   */
  setTimeout(msecs: number, callback?: () => void): void;
}

/** Events of a response. @since 0.1.0 */
export interface Http2ServerResponseEventMap {
  /** The stream is closed. Nothing follows. Errors are emitted on the stream alone. */
  close: [];
  /** There is room again after `write()` returned false. */
  drain: [];
  /** The response was handed over, or its stream is closed. */
  finish: [];
  /** A readable is piped into this response. */
  pipe: [source: Readable];
  /** Nothing happened for the time of `setTimeout()`. */
  timeout: [];
  /** A readable is no longer piped into this response. */
  unpipe: [source: Readable];
}

/**
 * A response as `node:http` shows it. A server makes it with each stream, for `'request'`; programs extend
 * it (option `Http2ServerResponse`). It can be written and piped to as a Writable, which @types/node says that
 * it is; it inherits from `Stream`.
 *
 * Errors of headers: `ERR_HTTP2_HEADERS_SENT`, `ERR_HTTP2_INVALID_HEADER_VALUE`, `ERR_INVALID_HTTP_TOKEN`,
 * `ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED`, `ERR_INVALID_ARG_TYPE`.
 * @since 0.1.0
 */
export interface Http2ServerResponse<Request extends Http2ServerRequest = Http2ServerRequest>
  extends Emitting<Writable, Http2ServerResponseEventMap> {
  /** @deprecated use `socket` */
  readonly connection: Socket | TLSSocket;
  /** @deprecated use `writableEnded` */
  readonly finished: boolean;
  /** Whether the headers were sent. */
  readonly headersSent: boolean;
  /** The request; null for a pushed response. */
  readonly req: Request;
  /** Whether `date` is sent when there is none. @default true */
  sendDate: boolean;
  /** As that of the request; undefined after `'close'`. */
  readonly socket: Socket | TLSSocket;
  /**
   * The status, 200 to 599. @default 200
   * @throws ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_STATUS_INVALID
   */
  statusCode: number;
  /** Always '': HTTP/2 has no such text (RFC 9113, 8.3.2). Warns once. */
  statusMessage: '';
  /** The stream. */
  readonly stream: ServerHttp2Stream;
  /** Whether `end()` was called. */
  readonly writableEnded: boolean;
  /** Whether the response was sent in full. */
  readonly writableFinished: boolean;
  /** Bytes until `write()` returns false. */
  readonly writableHighWaterMark: number;
  /** Bytes that were written and not sent. */
  readonly writableLength: number;
  /** How often `uncork()` is due. */
  readonly writableCorked: number;
  /** Whether `write()` has returned false, and `'drain'` is due. */
  readonly writableNeedDrain: boolean;
  /** false */
  readonly writableObjectMode: boolean;
  /** Adds trailers (RFC 9110, 6.5). @throws the errors of headers */
  addTrailers(trailers: OutgoingHttpHeaders): void;
  /** Adds a value to those that were set. @throws the errors of headers */
  appendHeader(name: string, value: string | string[]): void;
  /** Holds back what is written. */
  cork(): void;
  /**
   * Pushes a response (RFC 9113, 8.4).
   * @param headers of the request that it answers
   * @param callback gets the response; or ERR_HTTP2_INVALID_STREAM when this one is closed
   * @throws those of `http2stream.pushStream()`
   */
  createPushResponse(
    headers: OutgoingHttpHeaders,
    callback: (error: Error | null, response: Http2ServerResponse) => void,
  ): void;
  /** Destroys the stream. @param error emitted as the stream's `'error'` */
  destroy(error?: Error): this;
  /** Ends the response. @param callback called when it was handed over */
  end(callback?: () => void): this;
  end(data: string | Uint8Array, callback?: () => void): this;
  end(data: string | Uint8Array, encoding: BufferEncoding, callback?: () => void): this;
  /** Sends the headers, without waiting for the body. */
  flushHeaders?(): void;
  /** The value that was set; undefined if there is none. @param name in any case */
  getHeader(name: string): string;
  /** The names of what was set, in lower case. */
  getHeaderNames(): string[];
  /** What was set: a shallow copy, without prototype. */
  getHeaders(): OutgoingHttpHeaders;
  /** Whether a header was set. @param name in any case */
  hasHeader(name: string): boolean;
  /** Removes what was set. @throws ERR_HTTP2_HEADERS_SENT */
  removeHeader(name: string): void;
  /** Sets a header; an array is sent as a field for each value. @throws the errors of headers */
  setHeader(name: string, value: number | string | readonly string[]): void;
  /**
   * As `http2stream.setTimeout()`.
   * @param msecs milliseconds, 0 to 2^31-1; 0: never
   * @param callback a listener of the stream's `'timeout'`, once
   */
  setTimeout(msecs: number, callback?: () => void): void;
  /** Sets a trailer (RFC 9110, 6.5). @throws the errors of headers */
  setTrailer?(name: string, value: number | string | readonly string[]): void;
  /** Sends what `cork()` has held back. */
  uncork(): void;
  /**
   * Sends a piece of the body, and the headers if they were not sent.
   * @param callback called when it was handed over; with an error, if it was not
   * @returns false: wait for `'drain'`
   */
  write(chunk: string | Uint8Array, callback?: (error: Error) => void): boolean;
  write(
    chunk: string | Uint8Array,
    encoding: BufferEncoding,
    callback?: (error: Error) => void,
  ): boolean;
  /** Sends 100: the body of the request is welcome. */
  writeContinue(): void;
  /**
   * Sends 103 (RFC 8297).
   * @param hints `link`, a string or an array of strings, and other headers
   * @throws ERR_INVALID_ARG_VALUE for what is no link, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN
   */
  writeEarlyHints(hints: Record<string, string | string[]>): void;
  /**
   * Sends the headers: those that were set and, with precedence, these. Does nothing when the stream is
   * closed.
   * @param statusCode 200 to 599
   * @throws the errors of headers; ERR_HTTP2_STATUS_INVALID
   */
  writeHead(statusCode: number, headers?: OutgoingHttpHeaders | readonly string[]): this;
  /** @param statusMessage ignored, with a warning */
  writeHead(statusCode: number, statusMessage: string, headers?: OutgoingHttpHeaders | readonly string[]): this;
  /**
   * Sends an informational response (RFC 9110, 15.2).
   * @param statusCode 100 to 199, but not 101
   * @returns false when the response has begun
   * @throws ERR_HTTP2_STATUS_INVALID
   */
  writeInformation?(statusCode: number, headers?: OutgoingHttpHeaders): boolean;
}

/** `Native<Http2ServerResponse>`, as a class can extend it. */
interface NativeHttp2ServerResponse<Request extends Http2ServerRequest> extends Http2ServerResponse<Request> {
  flushHeaders(): void;
  setTrailer(name: string, value: number | string | readonly string[]): void;
  writeInformation(statusCode: number, headers?: OutgoingHttpHeaders): boolean;
}

/** The class. */
interface Http2ServerResponseConstructor extends Statics<typeof Writable> {
  /** @param stream of a server */
  new <Request extends Http2ServerRequest = Http2ServerRequest>(
    stream: ServerHttp2Stream,
  ): NativeHttp2ServerResponse<Request>;
  /** What its instances inherit. */
  readonly prototype: NativeHttp2ServerResponse<Http2ServerRequest>;
}

/** `Http2ServerResponse`, or a class that extends it, for this class of requests. */
interface Http2ServerResponseClass<Request extends typeof Http2ServerRequest> {
  /** @param stream of a server */
  new (stream: ServerHttp2Stream): Http2ServerResponse<InstanceType<Request>>;
  /** What its instances inherit. */
  readonly prototype: Http2ServerResponse<any>;
}

/** The class of responses; see the interface of the same name. @since 0.1.0 */
export const Http2ServerResponse: Http2ServerResponseConstructor;

// ---- Functions

/**
 * Makes a server without TLS.
 * @param onRequestHandler a listener of `'request'`
 * @since 0.1.0
 */
export function createServer(
  onRequestHandler?: (
    request: Http2ServerRequest, response: InstanceType<typeof Http2ServerResponse<Http2ServerRequest>>,
  ) => void,
): Native<Http2Server>;
/**
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS. Wrong `settings` throw
 *   when a client connects
 */
export function createServer<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
>(
  options: ServerOptions<Http1Request, Http1Response, Http2Request, Http2Response>,
  onRequestHandler?: (request: InstanceType<Http2Request>, response: InstanceType<Http2Response>) => void,
): Native<Http2Server<Http1Request, Http1Response, Http2Request, Http2Response>>;

/**
 * Makes a server over TLS.
 * @param onRequestHandler a listener of `'request'`
 * @since 0.1.0
 */
export function createSecureServer(
  onRequestHandler?: (
    request: Http2ServerRequest, response: InstanceType<typeof Http2ServerResponse<Http2ServerRequest>>,
  ) => void,
): Native<Http2SecureServer>;
/** @throws those of `createServer()`, and of `tls.createServer()` */
export function createSecureServer<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
>(
  options: SecureServerOptions<Http1Request, Http1Response, Http2Request, Http2Response>,
  onRequestHandler?: (request: InstanceType<Http2Request>, response: InstanceType<Http2Response>) => void,
): Native<Http2SecureServer<Http1Request, Http1Response, Http2Request, Http2Response>>;

/** An authority in parts, as `connect()` takes it instead of a URL. @since 0.1.0 */
export interface ConnectAuthority {
  /** The protocol. Default: the option `protocol`. */
  protocol?: string | undefined;
  /** The host; an IPv6 address may stand in brackets. @default 'localhost' */
  hostname?: string | undefined;
  /** The host, if there is no `hostname`. */
  host?: string | undefined;
  /** The port. Default: 80 for `'http:'`, else 443. */
  port?: number | string | undefined;
}

/**
 * Connects to a server.
 * @param authority `http://` or `https://`, a host and a port; the rest is ignored
 * @param listener of `'connect'`, once
 * @throws ERR_HTTP2_UNSUPPORTED_PROTOCOL, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_INVALID_URL. What goes
 *   wrong later is emitted as `'error'`
 * @since 0.1.0
 */
export function connect(
  authority: string | URL | ConnectAuthority,
  listener: (session: Native<ClientHttp2Session>, socket: Socket | TLSSocket) => void,
): Native<ClientHttp2Session>;
export function connect(
  authority: string | URL | ConnectAuthority,
  options?: ClientSessionOptions | SecureClientSessionOptions,
  listener?: (session: Native<ClientHttp2Session>, socket: Socket | TLSSocket) => void,
): Native<ClientHttp2Session>;

/** As `util.promisify()` knows it: the promise of a session that is connected. */
export namespace connect {
  /** @throws what `'error'` would be emitted with before `'connect'` */
  function __promisify__(
    authority: string | URL | ConnectAuthority,
    options?: ClientSessionOptions | SecureClientSessionOptions,
  ): Promise<Native<ClientHttp2Session>>;
}

/**
 * Makes a server's session of a connected socket.
 * @param socket any Duplex
 * @throws ERR_INVALID_ARG_TYPE, ERR_HTTP2_SOCKET_BOUND, ERR_HTTP2_INVALID_SETTING_VALUE
 * @since 0.1.0
 */
export function performServerHandshake<
  Http1Request extends typeof http.IncomingMessage = typeof http.IncomingMessage,
  Http1Response extends typeof http.ServerResponse<InstanceType<Http1Request>> = typeof http.ServerResponse,
  Http2Request extends typeof Http2ServerRequest = typeof Http2ServerRequest,
  Http2Response extends Http2ServerResponseClass<Http2Request> = typeof Http2ServerResponse,
>(
  socket: Duplex,
  options?: ServerOptions<Http1Request, Http1Response, Http2Request, Http2Response>,
): Native<ServerHttp2Session<Http1Request, Http1Response, Http2Request, Http2Response>>;

/** What a new session announces unless told otherwise: a new object each time. @since 0.1.0 */
export function getDefaultSettings(): Settings;

/**
 * The payload of a SETTINGS frame (RFC 9113, 6.5.1).
 * @throws ERR_HTTP2_INVALID_SETTING_VALUE, ERR_INVALID_ARG_TYPE
 * @since 0.1.0
 */
export function getPackedSettings(settings?: Settings): OwnBuffer;

/** Options of `getUnpackedSettings()`. @since 0.1.0 */
export interface UnpackedSettingsOptions {
  /** Whether values outside their ranges throw. @default false */
  validate?: boolean | undefined;
}

/**
 * The settings in the payload of a SETTINGS frame.
 * @param buf a multiple of 6 bytes
 * @throws ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_INVALID_ARG_TYPE; with `validate` also
 *   ERR_HTTP2_INVALID_SETTING_VALUE
 * @since 0.1.0
 */
export function getUnpackedSettings(buf: Uint8Array, options?: UnpackedSettingsOptions): Settings;

/**
 * Constants of the protocol and of nghttp2: their values are those of `node:http2`.
 * @since 0.1.0
 */
export namespace constants {
  // Of nghttp2, of use only next to it; not enumerable.
  /** 0 */
  const NGHTTP2_HCAT_REQUEST: number;
  /** 1 */
  const NGHTTP2_HCAT_RESPONSE: number;
  /** 2 */
  const NGHTTP2_HCAT_PUSH_RESPONSE: number;
  /** 3 */
  const NGHTTP2_HCAT_HEADERS: number;
  /** 0 */
  const NGHTTP2_NV_FLAG_NONE: number;
  /** 1 */
  const NGHTTP2_NV_FLAG_NO_INDEX: number;
  /** -508 */
  const NGHTTP2_ERR_DEFERRED: number;
  /** -509 */
  const NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE: number;
  /** -501 */
  const NGHTTP2_ERR_INVALID_ARGUMENT: number;
  /** -510 */
  const NGHTTP2_ERR_STREAM_CLOSED: number;
  /** -901 */
  const NGHTTP2_ERR_NOMEM: number;
  /** 1 */
  const STREAM_OPTION_EMPTY_PAYLOAD: number;
  /** 2 */
  const STREAM_OPTION_GET_TRAILERS: number;

  // Sessions
  /** -522 */
  const NGHTTP2_ERR_FRAME_SIZE_ERROR: number;
  /** 0 */
  const NGHTTP2_SESSION_SERVER: number;
  /** 1 */
  const NGHTTP2_SESSION_CLIENT: number;

  // States of a stream (RFC 9113, 5.1)
  /** 1 */
  const NGHTTP2_STREAM_STATE_IDLE: number;
  /** 2 */
  const NGHTTP2_STREAM_STATE_OPEN: number;
  /** 3 */
  const NGHTTP2_STREAM_STATE_RESERVED_LOCAL: number;
  /** 4 */
  const NGHTTP2_STREAM_STATE_RESERVED_REMOTE: number;
  /** 5 */
  const NGHTTP2_STREAM_STATE_HALF_CLOSED_LOCAL: number;
  /** 6 */
  const NGHTTP2_STREAM_STATE_HALF_CLOSED_REMOTE: number;
  /** 7 */
  const NGHTTP2_STREAM_STATE_CLOSED: number;

  // Flags of frames (RFC 9113, 6)
  /** 0 */
  const NGHTTP2_FLAG_NONE: number;
  /** 1 */
  const NGHTTP2_FLAG_END_STREAM: number;
  /** 4 */
  const NGHTTP2_FLAG_END_HEADERS: number;
  /** 1 */
  const NGHTTP2_FLAG_ACK: number;
  /** 8 */
  const NGHTTP2_FLAG_PADDED: number;
  /** 32 */
  const NGHTTP2_FLAG_PRIORITY: number;

  // What `getDefaultSettings()` returns
  /** 4096 */
  const DEFAULT_SETTINGS_HEADER_TABLE_SIZE: number;
  /** 1 */
  const DEFAULT_SETTINGS_ENABLE_PUSH: number;
  /** 4294967295 */
  const DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS: number;
  /** 65535 */
  const DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE: number;
  /** 16384 */
  const DEFAULT_SETTINGS_MAX_FRAME_SIZE: number;
  /** 65535 */
  const DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE: number;
  /** 0 */
  const DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL: number;

  // Limits of settings (RFC 9113, 6.5.2)
  /** 16777215 */
  const MAX_MAX_FRAME_SIZE: number;
  /** 16384 */
  const MIN_MAX_FRAME_SIZE: number;
  /** 2147483647 */
  const MAX_INITIAL_WINDOW_SIZE: number;

  // Identifiers of settings (RFC 9113, 6.5.2; RFC 8441, 3)
  /** 1 */
  const NGHTTP2_SETTINGS_HEADER_TABLE_SIZE: number;
  /** 2 */
  const NGHTTP2_SETTINGS_ENABLE_PUSH: number;
  /** 3 */
  const NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS: number;
  /** 4 */
  const NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE: number;
  /** 5 */
  const NGHTTP2_SETTINGS_MAX_FRAME_SIZE: number;
  /** 6 */
  const NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: number;
  /** 8 */
  const NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL: number;

  // Values of the option `paddingStrategy`
  /** 0 */
  const PADDING_STRATEGY_NONE: number;
  /** 1 */
  const PADDING_STRATEGY_ALIGNED: number;
  /** 2 */
  const PADDING_STRATEGY_MAX: number;
  /** 1 */
  const PADDING_STRATEGY_CALLBACK: number;

  // Error codes of RST_STREAM and GOAWAY (RFC 9113, 7)
  /** 0 */
  const NGHTTP2_NO_ERROR: number;
  /** 1 */
  const NGHTTP2_PROTOCOL_ERROR: number;
  /** 2 */
  const NGHTTP2_INTERNAL_ERROR: number;
  /** 3 */
  const NGHTTP2_FLOW_CONTROL_ERROR: number;
  /** 4 */
  const NGHTTP2_SETTINGS_TIMEOUT: number;
  /** 5 */
  const NGHTTP2_STREAM_CLOSED: number;
  /** 6 */
  const NGHTTP2_FRAME_SIZE_ERROR: number;
  /** 7 */
  const NGHTTP2_REFUSED_STREAM: number;
  /** 8 */
  const NGHTTP2_CANCEL: number;
  /** 9 */
  const NGHTTP2_COMPRESSION_ERROR: number;
  /** 10 */
  const NGHTTP2_CONNECT_ERROR: number;
  /** 11 */
  const NGHTTP2_ENHANCE_YOUR_CALM: number;
  /** 12 */
  const NGHTTP2_INADEQUATE_SECURITY: number;
  /** 13 */
  const NGHTTP2_HTTP_1_1_REQUIRED: number;

  // Priorities, which have no effect (RFC 9113, 5.3.2)
  /** 16 */
  const NGHTTP2_DEFAULT_WEIGHT: number;

  // Names of headers
  /** `:status` */
  const HTTP2_HEADER_STATUS: string;
  /** `:method` */
  const HTTP2_HEADER_METHOD: string;
  /** `:authority` */
  const HTTP2_HEADER_AUTHORITY: string;
  /** `:scheme` */
  const HTTP2_HEADER_SCHEME: string;
  /** `:path` */
  const HTTP2_HEADER_PATH: string;
  /** `:protocol` */
  const HTTP2_HEADER_PROTOCOL: string;
  /** `accept-encoding` */
  const HTTP2_HEADER_ACCEPT_ENCODING: string;
  /** `accept-language` */
  const HTTP2_HEADER_ACCEPT_LANGUAGE: string;
  /** `accept-ranges` */
  const HTTP2_HEADER_ACCEPT_RANGES: string;
  /** `accept` */
  const HTTP2_HEADER_ACCEPT: string;
  /** `access-control-allow-credentials` */
  const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_CREDENTIALS: string;
  /** `access-control-allow-headers` */
  const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_HEADERS: string;
  /** `access-control-allow-methods` */
  const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_METHODS: string;
  /** `access-control-allow-origin` */
  const HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN: string;
  /** `access-control-expose-headers` */
  const HTTP2_HEADER_ACCESS_CONTROL_EXPOSE_HEADERS: string;
  /** `access-control-request-headers` */
  const HTTP2_HEADER_ACCESS_CONTROL_REQUEST_HEADERS: string;
  /** `access-control-request-method` */
  const HTTP2_HEADER_ACCESS_CONTROL_REQUEST_METHOD: string;
  /** `age` */
  const HTTP2_HEADER_AGE: string;
  /** `authorization` */
  const HTTP2_HEADER_AUTHORIZATION: string;
  /** `cache-control` */
  const HTTP2_HEADER_CACHE_CONTROL: string;
  /** `connection` */
  const HTTP2_HEADER_CONNECTION: string;
  /** `content-disposition` */
  const HTTP2_HEADER_CONTENT_DISPOSITION: string;
  /** `content-encoding` */
  const HTTP2_HEADER_CONTENT_ENCODING: string;
  /** `content-length` */
  const HTTP2_HEADER_CONTENT_LENGTH: string;
  /** `content-type` */
  const HTTP2_HEADER_CONTENT_TYPE: string;
  /** `cookie` */
  const HTTP2_HEADER_COOKIE: string;
  /** `date` */
  const HTTP2_HEADER_DATE: string;
  /** `etag` */
  const HTTP2_HEADER_ETAG: string;
  /** `forwarded` */
  const HTTP2_HEADER_FORWARDED: string;
  /** `host` */
  const HTTP2_HEADER_HOST: string;
  /** `if-modified-since` */
  const HTTP2_HEADER_IF_MODIFIED_SINCE: string;
  /** `if-none-match` */
  const HTTP2_HEADER_IF_NONE_MATCH: string;
  /** `if-range` */
  const HTTP2_HEADER_IF_RANGE: string;
  /** `last-modified` */
  const HTTP2_HEADER_LAST_MODIFIED: string;
  /** `link` */
  const HTTP2_HEADER_LINK: string;
  /** `location` */
  const HTTP2_HEADER_LOCATION: string;
  /** `range` */
  const HTTP2_HEADER_RANGE: string;
  /** `referer` */
  const HTTP2_HEADER_REFERER: string;
  /** `server` */
  const HTTP2_HEADER_SERVER: string;
  /** `set-cookie` */
  const HTTP2_HEADER_SET_COOKIE: string;
  /** `strict-transport-security` */
  const HTTP2_HEADER_STRICT_TRANSPORT_SECURITY: string;
  /** `transfer-encoding` */
  const HTTP2_HEADER_TRANSFER_ENCODING: string;
  /** `te` */
  const HTTP2_HEADER_TE: string;
  /** `upgrade-insecure-requests` */
  const HTTP2_HEADER_UPGRADE_INSECURE_REQUESTS: string;
  /** `upgrade` */
  const HTTP2_HEADER_UPGRADE: string;
  /** `user-agent` */
  const HTTP2_HEADER_USER_AGENT: string;
  /** `vary` */
  const HTTP2_HEADER_VARY: string;
  /** `x-content-type-options` */
  const HTTP2_HEADER_X_CONTENT_TYPE_OPTIONS: string;
  /** `x-frame-options` */
  const HTTP2_HEADER_X_FRAME_OPTIONS: string;
  /** `keep-alive` */
  const HTTP2_HEADER_KEEP_ALIVE: string;
  /** `proxy-connection` */
  const HTTP2_HEADER_PROXY_CONNECTION: string;
  /** `x-xss-protection` */
  const HTTP2_HEADER_X_XSS_PROTECTION: string;
  /** `alt-svc` */
  const HTTP2_HEADER_ALT_SVC: string;
  /** `content-security-policy` */
  const HTTP2_HEADER_CONTENT_SECURITY_POLICY: string;
  /** `early-data` */
  const HTTP2_HEADER_EARLY_DATA: string;
  /** `expect-ct` */
  const HTTP2_HEADER_EXPECT_CT: string;
  /** `origin` */
  const HTTP2_HEADER_ORIGIN: string;
  /** `purpose` */
  const HTTP2_HEADER_PURPOSE: string;
  /** `timing-allow-origin` */
  const HTTP2_HEADER_TIMING_ALLOW_ORIGIN: string;
  /** `x-forwarded-for` */
  const HTTP2_HEADER_X_FORWARDED_FOR: string;
  /** `priority` */
  const HTTP2_HEADER_PRIORITY: string;
  /** `accept-charset` */
  const HTTP2_HEADER_ACCEPT_CHARSET: string;
  /** `access-control-max-age` */
  const HTTP2_HEADER_ACCESS_CONTROL_MAX_AGE: string;
  /** `allow` */
  const HTTP2_HEADER_ALLOW: string;
  /** `content-language` */
  const HTTP2_HEADER_CONTENT_LANGUAGE: string;
  /** `content-location` */
  const HTTP2_HEADER_CONTENT_LOCATION: string;
  /** `content-md5` */
  const HTTP2_HEADER_CONTENT_MD5: string;
  /** `content-range` */
  const HTTP2_HEADER_CONTENT_RANGE: string;
  /** `dnt` */
  const HTTP2_HEADER_DNT: string;
  /** `expect` */
  const HTTP2_HEADER_EXPECT: string;
  /** `expires` */
  const HTTP2_HEADER_EXPIRES: string;
  /** `from` */
  const HTTP2_HEADER_FROM: string;
  /** `if-match` */
  const HTTP2_HEADER_IF_MATCH: string;
  /** `if-unmodified-since` */
  const HTTP2_HEADER_IF_UNMODIFIED_SINCE: string;
  /** `max-forwards` */
  const HTTP2_HEADER_MAX_FORWARDS: string;
  /** `prefer` */
  const HTTP2_HEADER_PREFER: string;
  /** `proxy-authenticate` */
  const HTTP2_HEADER_PROXY_AUTHENTICATE: string;
  /** `proxy-authorization` */
  const HTTP2_HEADER_PROXY_AUTHORIZATION: string;
  /** `refresh` */
  const HTTP2_HEADER_REFRESH: string;
  /** `retry-after` */
  const HTTP2_HEADER_RETRY_AFTER: string;
  /** `trailer` */
  const HTTP2_HEADER_TRAILER: string;
  /** `tk` */
  const HTTP2_HEADER_TK: string;
  /** `via` */
  const HTTP2_HEADER_VIA: string;
  /** `warning` */
  const HTTP2_HEADER_WARNING: string;
  /** `www-authenticate` */
  const HTTP2_HEADER_WWW_AUTHENTICATE: string;
  /** `http2-settings` */
  const HTTP2_HEADER_HTTP2_SETTINGS: string;

  // Methods
  /** `ACL` */
  const HTTP2_METHOD_ACL: string;
  /** `BASELINE-CONTROL` */
  const HTTP2_METHOD_BASELINE_CONTROL: string;
  /** `BIND` */
  const HTTP2_METHOD_BIND: string;
  /** `CHECKIN` */
  const HTTP2_METHOD_CHECKIN: string;
  /** `CHECKOUT` */
  const HTTP2_METHOD_CHECKOUT: string;
  /** `CONNECT` */
  const HTTP2_METHOD_CONNECT: string;
  /** `COPY` */
  const HTTP2_METHOD_COPY: string;
  /** `DELETE` */
  const HTTP2_METHOD_DELETE: string;
  /** `GET` */
  const HTTP2_METHOD_GET: string;
  /** `HEAD` */
  const HTTP2_METHOD_HEAD: string;
  /** `LABEL` */
  const HTTP2_METHOD_LABEL: string;
  /** `LINK` */
  const HTTP2_METHOD_LINK: string;
  /** `LOCK` */
  const HTTP2_METHOD_LOCK: string;
  /** `MERGE` */
  const HTTP2_METHOD_MERGE: string;
  /** `MKACTIVITY` */
  const HTTP2_METHOD_MKACTIVITY: string;
  /** `MKCALENDAR` */
  const HTTP2_METHOD_MKCALENDAR: string;
  /** `MKCOL` */
  const HTTP2_METHOD_MKCOL: string;
  /** `MKREDIRECTREF` */
  const HTTP2_METHOD_MKREDIRECTREF: string;
  /** `MKWORKSPACE` */
  const HTTP2_METHOD_MKWORKSPACE: string;
  /** `MOVE` */
  const HTTP2_METHOD_MOVE: string;
  /** `OPTIONS` */
  const HTTP2_METHOD_OPTIONS: string;
  /** `ORDERPATCH` */
  const HTTP2_METHOD_ORDERPATCH: string;
  /** `PATCH` */
  const HTTP2_METHOD_PATCH: string;
  /** `POST` */
  const HTTP2_METHOD_POST: string;
  /** `PRI` */
  const HTTP2_METHOD_PRI: string;
  /** `PROPFIND` */
  const HTTP2_METHOD_PROPFIND: string;
  /** `PROPPATCH` */
  const HTTP2_METHOD_PROPPATCH: string;
  /** `PUT` */
  const HTTP2_METHOD_PUT: string;
  /** `REBIND` */
  const HTTP2_METHOD_REBIND: string;
  /** `REPORT` */
  const HTTP2_METHOD_REPORT: string;
  /** `SEARCH` */
  const HTTP2_METHOD_SEARCH: string;
  /** `TRACE` */
  const HTTP2_METHOD_TRACE: string;
  /** `UNBIND` */
  const HTTP2_METHOD_UNBIND: string;
  /** `UNCHECKOUT` */
  const HTTP2_METHOD_UNCHECKOUT: string;
  /** `UNLINK` */
  const HTTP2_METHOD_UNLINK: string;
  /** `UNLOCK` */
  const HTTP2_METHOD_UNLOCK: string;
  /** `UPDATE` */
  const HTTP2_METHOD_UPDATE: string;
  /** `UPDATEREDIRECTREF` */
  const HTTP2_METHOD_UPDATEREDIRECTREF: string;
  /** `VERSION-CONTROL` */
  const HTTP2_METHOD_VERSION_CONTROL: string;

  // Statuses (RFC 9110, 15)
  /** 100 */
  const HTTP_STATUS_CONTINUE: number;
  /** 101 */
  const HTTP_STATUS_SWITCHING_PROTOCOLS: number;
  /** 102 */
  const HTTP_STATUS_PROCESSING: number;
  /** 103 */
  const HTTP_STATUS_EARLY_HINTS: number;
  /** 200 */
  const HTTP_STATUS_OK: number;
  /** 201 */
  const HTTP_STATUS_CREATED: number;
  /** 202 */
  const HTTP_STATUS_ACCEPTED: number;
  /** 203 */
  const HTTP_STATUS_NON_AUTHORITATIVE_INFORMATION: number;
  /** 204 */
  const HTTP_STATUS_NO_CONTENT: number;
  /** 205 */
  const HTTP_STATUS_RESET_CONTENT: number;
  /** 206 */
  const HTTP_STATUS_PARTIAL_CONTENT: number;
  /** 207 */
  const HTTP_STATUS_MULTI_STATUS: number;
  /** 208 */
  const HTTP_STATUS_ALREADY_REPORTED: number;
  /** 226 */
  const HTTP_STATUS_IM_USED: number;
  /** 300 */
  const HTTP_STATUS_MULTIPLE_CHOICES: number;
  /** 301 */
  const HTTP_STATUS_MOVED_PERMANENTLY: number;
  /** 302 */
  const HTTP_STATUS_FOUND: number;
  /** 303 */
  const HTTP_STATUS_SEE_OTHER: number;
  /** 304 */
  const HTTP_STATUS_NOT_MODIFIED: number;
  /** 305 */
  const HTTP_STATUS_USE_PROXY: number;
  /** 307 */
  const HTTP_STATUS_TEMPORARY_REDIRECT: number;
  /** 308 */
  const HTTP_STATUS_PERMANENT_REDIRECT: number;
  /** 400 */
  const HTTP_STATUS_BAD_REQUEST: number;
  /** 401 */
  const HTTP_STATUS_UNAUTHORIZED: number;
  /** 402 */
  const HTTP_STATUS_PAYMENT_REQUIRED: number;
  /** 403 */
  const HTTP_STATUS_FORBIDDEN: number;
  /** 404 */
  const HTTP_STATUS_NOT_FOUND: number;
  /** 405 */
  const HTTP_STATUS_METHOD_NOT_ALLOWED: number;
  /** 406 */
  const HTTP_STATUS_NOT_ACCEPTABLE: number;
  /** 407 */
  const HTTP_STATUS_PROXY_AUTHENTICATION_REQUIRED: number;
  /** 408 */
  const HTTP_STATUS_REQUEST_TIMEOUT: number;
  /** 409 */
  const HTTP_STATUS_CONFLICT: number;
  /** 410 */
  const HTTP_STATUS_GONE: number;
  /** 411 */
  const HTTP_STATUS_LENGTH_REQUIRED: number;
  /** 412 */
  const HTTP_STATUS_PRECONDITION_FAILED: number;
  /** 413 */
  const HTTP_STATUS_PAYLOAD_TOO_LARGE: number;
  /** 414 */
  const HTTP_STATUS_URI_TOO_LONG: number;
  /** 415 */
  const HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE: number;
  /** 416 */
  const HTTP_STATUS_RANGE_NOT_SATISFIABLE: number;
  /** 417 */
  const HTTP_STATUS_EXPECTATION_FAILED: number;
  /** 418 */
  const HTTP_STATUS_TEAPOT: number;
  /** 421 */
  const HTTP_STATUS_MISDIRECTED_REQUEST: number;
  /** 422 */
  const HTTP_STATUS_UNPROCESSABLE_ENTITY: number;
  /** 423 */
  const HTTP_STATUS_LOCKED: number;
  /** 424 */
  const HTTP_STATUS_FAILED_DEPENDENCY: number;
  /** 425 */
  const HTTP_STATUS_TOO_EARLY: number;
  /** 426 */
  const HTTP_STATUS_UPGRADE_REQUIRED: number;
  /** 428 */
  const HTTP_STATUS_PRECONDITION_REQUIRED: number;
  /** 429 */
  const HTTP_STATUS_TOO_MANY_REQUESTS: number;
  /** 431 */
  const HTTP_STATUS_REQUEST_HEADER_FIELDS_TOO_LARGE: number;
  /** 451 */
  const HTTP_STATUS_UNAVAILABLE_FOR_LEGAL_REASONS: number;
  /** 500 */
  const HTTP_STATUS_INTERNAL_SERVER_ERROR: number;
  /** 501 */
  const HTTP_STATUS_NOT_IMPLEMENTED: number;
  /** 502 */
  const HTTP_STATUS_BAD_GATEWAY: number;
  /** 503 */
  const HTTP_STATUS_SERVICE_UNAVAILABLE: number;
  /** 504 */
  const HTTP_STATUS_GATEWAY_TIMEOUT: number;
  /** 505 */
  const HTTP_STATUS_HTTP_VERSION_NOT_SUPPORTED: number;
  /** 506 */
  const HTTP_STATUS_VARIANT_ALSO_NEGOTIATES: number;
  /** 507 */
  const HTTP_STATUS_INSUFFICIENT_STORAGE: number;
  /** 508 */
  const HTTP_STATUS_LOOP_DETECTED: number;
  /** 509 */
  const HTTP_STATUS_BANDWIDTH_LIMIT_EXCEEDED: number;
  /** 510 */
  const HTTP_STATUS_NOT_EXTENDED: number;
  /** 511 */
  const HTTP_STATUS_NETWORK_AUTHENTICATION_REQUIRED: number;
}
