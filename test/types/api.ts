// Compiled, and never run: what programs may and may not write.

import * as fs from 'node:fs';
import * as http from 'node:http';
import { Duplex, Readable, Writable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import {
  type ClientHttp2Session, type ClientHttp2Stream, type Http2SecureServer, type Http2Server,
  type IncomingHttpHeaders, type Native, type ServerHttp2Session,
  type ServerHttp2Stream, type Settings, type StreamError,
  connect, constants, createSecureServer, createServer, getDefaultSettings, getPackedSettings,
  getUnpackedSettings, Http2ServerRequest, Http2ServerResponse, performServerHandshake,
  sensitiveHeaders,
} from 'native-http2';

/** Fails to compile unless both types are the same. */
function same<A>(): <B>(...proof: Equal<A, B> extends true ? [] : [never]) => void {
  return () => {};
}
type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

const plain: Native<Http2Server> = createServer({
  maxSessionMemory: 20, paddingStrategy: constants.PADDING_STRATEGY_NONE, peerMaxConcurrentStreams: 100,
  remoteCustomSettings: [9], settings: { enableConnectProtocol: true, customSettings: { 9: 1 } },
  streamResetBurst: 1000, streamResetRate: 33, strictFieldWhitespaceValidation: true,
  strictSingleValueFields: false, unknownProtocolTimeout: 1000,
});
plain.on('stream', (stream, headers, flags, rawHeaders) => {
  same<Native<ServerHttp2Stream>>()<typeof stream>();
  const received: IncomingHttpHeaders = headers;
  received[':path']?.toString();
  same<number>()<typeof flags>();
  same<string[]>()<typeof rawHeaders>();
  stream.respond([':status', '200', 'set-cookie', 'a=1'], { waitForTrailers: true });
  stream.additionalHeaders({ ':status': 103 });
  stream.respondWithFile('file', { 'content-type': 'text/plain' }, {
    length: -1, offset: 0, onError: (error) => error.code, statCheck: (stat, all) => { all.size = stat.size; },
  });
  stream.respondWithFD(1);
  stream.pushStream({ ':path': '/' }, (error, pushed) => pushed.end(error?.message));
  stream.sendTrailers({ [sensitiveHeaders]: ['a'], a: 'b' });
  // @ts-expect-error
  stream.respond(200);
});
plain.on('session', (session) => {
  same<Native<ServerHttp2Session>>()<typeof session>();
  session.altsvc('h2=":8000"', session.alpnProtocol ?? 'https://example.org');
  session.origin('https://example.org', new URL('https://example.com'));
});
plain.updateSettings({ initialWindowSize: 2 ** 20 });
plain.setTimeout(100, () => {}).close((error?: Error) => error?.message);

const secure: Native<Http2SecureServer> = createSecureServer({
  ALPNCallback: ({ protocols }) => protocols[0], allowHTTP1: true, cert: fs.readFileSync('cert'),
  http1Options: { headersTimeout: 1000, keepAliveTimeout: 1000, requireHostHeader: false },
  key: 'key', origins: ['https://example.org'], SNICallback: (name, callback) => callback(null),
}, (request, response) => {
  response.end(request.url);
});
secure.closeIdleConnections();
secure.on('unknownProtocol', (socket) => socket.destroy());

plain.on('request', (request, response) => {
  same<typeof request.stream>()<ServerHttp2Stream>();
  const readable: Readable = request;
  const writable: Writable = response;
  readable.pipe(writable);
  response.setHeader('a', ['b']);
  response.appendHeader('a', 'c');
  response.writeEarlyHints({ link: ['</style.css>; rel=preload'] });
  same<boolean>()<ReturnType<typeof response.writeInformation>>();
  response.writeInformation(103, { link: '</style.css>; rel=preload' });
  response.writeHead(200, ['a', 'b']).addTrailers({ checksum: 'x' });
  response.createPushResponse({ ':path': '/' }, (error, pushed) => pushed?.end());
  // @ts-expect-error
  response.writeInformation('103');
});

class Request extends Http2ServerRequest {
  user = 'me';
}
class Response<R extends Http2ServerRequest> extends Http2ServerResponse<R> {
  json(value: unknown) { this.end(JSON.stringify(value)); }
}
createServer({ Http2ServerRequest: Request, Http2ServerResponse: Response }, (request, response) => {
  response.json(request.user);
});

const session: Native<ClientHttp2Session> = connect('https://example.org', {
  createConnection: () => new Duplex(), maxOriginSetSize: 10, maxReservedRemoteStreams: 1,
  rejectUnauthorized: false, strictSingleValueFields: true,
}, (connected, socket) => {
  if (socket instanceof TLSSocket) connected.ref();
});
const stream: ClientHttp2Stream = session.request([':path', '/'], {
  endStream: true, signal: new AbortController().signal,
});
stream.on('response', (headers, flags, rawHeaders) => {
  same<number | undefined>()<(typeof headers)[':status']>();
  same<string[]>()<typeof rawHeaders>();
});
stream.on('push', (headers) => headers[':path']);
stream.on('error', (error) => {
  same<boolean | undefined>()<typeof stream.retryable>();
  const { rstCode, retryable } = error as StreamError;
  if (retryable) rstCode.toFixed();
});
// @ts-expect-error
stream.retryable = true;
session.on('goaway', (code, lastStreamId, data) => data?.toString());
session.ping((error, duration, payload) => { same<number>()<typeof duration>(); payload.length; });
session.setLocalWindowSize(2 ** 20);
session.goaway(constants.NGHTTP2_NO_ERROR);
// @ts-expect-error
connect('https://example.org', { strictSingleValueFields: 'yes' });

createServer({ keepAlive: { interval: 1000, timeout: 500 }, idleTimeout: 60_000 });
createServer({ keepAlive: true });
createSecureServer({ keepAlive: { interval: 1000 }, idleTimeout: 0, allowHTTP1: true });
connect('https://example.org', { keepAlive: { interval: 1000 }, idleTimeout: 0 });
connect('https://example.org', { ca: '', idleTimeout: 0 });
// @ts-expect-error
connect('https://example.org', { keepAlive: {} });
// @ts-expect-error
createSecureServer({ keepAlive: { timeout: 1 } });
async function draining() {
  for (const drainable of [session, plain, secure]) {
    same<number>()<Awaited<ReturnType<typeof drainable.drain>>['cut']>();
    await drainable.drain({ timeout: 1000 });
  }
}
draining();

const settings: Settings = getUnpackedSettings(getPackedSettings(getDefaultSettings()));
settings.maxFrameSize?.toFixed();
performServerHandshake(new Duplex(), { settings });

createSecureServer({ allowHTTP1: true, http1Options: { IncomingMessage: http.IncomingMessage } });
async function closing() {
  await using server = createServer();
  server.listen(0);
}
closing();

// What @types/node does not know of node:http2 is certain in what we hand out.
function hint(response: Native<Http2ServerResponse>) {
  same<boolean>()<ReturnType<typeof response.writeInformation>>();
  response.writeInformation(103, { link: '</a.css>; rel=preload' });
  response.setTrailer('checksum', 'x');
  response.flushHeaders();
}
createServer((request, response) => hint(response)).on('request', (request, response) => hint(response));
createServer().on('stream', (each, headers) => {
  same<boolean>()<typeof each.headRequest>();
  same<string[] | undefined>()<(typeof headers)[typeof sensitiveHeaders]>();
});
const later: (authority: string) => Promise<ClientHttp2Session> = promisify(connect);
connect('http://localhost', (connected) => same<number>()<typeof connected.goawayCode>());
later('http://localhost').then((connected) => connected.setNextStreamID?.(5));
connect({ hostname: 'localhost', port: 80 }, { protocol: 'http:' }).on('an event of the program', (...args) => args);
getUnpackedSettings(new Uint8Array(6), { validate: true });

/** A server of ours, or of node:http2: the compiler wants to know that a member is there. */
function either(server: Http2SecureServer) {
  server.closeIdleConnections?.();
  // @ts-expect-error
  server.closeIdleConnections();
}
either(secure);
// @ts-expect-error
createServer({ maxSessionMemory: '10' });
// @ts-expect-error
session.ping('12345678', () => {});
