// Compiled, and never run: a program as it is written for node:http2. It is compiled a second time with
// only the import changed.

import * as fs from 'node:fs';
import * as net from 'node:net';
import * as http2 from 'node:http2';
import {
  type ClientHttp2Session, type ClientHttp2Stream, type ClientSessionOptions, type Http2SecureServer,
  type Http2Server, type Http2Session, type Http2Stream, type IncomingHttpHeaders,
  type IncomingHttpStatusHeader, type OutgoingHttpHeaders, type SecureClientSessionOptions,
  type SecureServerOptions, type ServerHttp2Session, type ServerHttp2Stream, type ServerOptions,
  type ServerStreamFileResponseOptionsWithError, type ServerStreamResponseOptions, type SessionState,
  type Settings, type StatOptions, type StreamState,
  Http2ServerRequest, Http2ServerResponse, connect, constants, createSecureServer, createServer,
} from 'node:http2';

const { HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS, NGHTTP2_CANCEL, NGHTTP2_REFUSED_STREAM } = constants;
let lastCode = constants.NGHTTP2_NO_ERROR;
lastCode = NGHTTP2_CANCEL;

// A server with the core API.
const options: ServerOptions = { maxSessionMemory: 20, settings: { enablePush: false } };
const server: Http2Server = createServer(options);
server.on('error', (error) => console.error(error.message));
server.on('session', (session: ServerHttp2Session) => {
  session.on('ping', (payload) => payload.toString('hex'));
  session.on('goaway', (code, last, data) => console.log(code + last, data?.length));
  session.settings({ maxConcurrentStreams: 10 }, (error, settings, duration) => {
    if (error === null) console.log(settings.maxConcurrentStreams, duration.toFixed());
  });
});
server.on('stream', (stream, headers, flags) => {
  if (headers[':method'] !== 'CONNECT') stream.close(NGHTTP2_REFUSED_STREAM);
  if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) lastCode = stream.rstCode;
  onStream(stream as ServerHttp2Stream, headers);
});
server.on('sessionError', (error) => console.error(error));
server.on('timeout', () => {});
server.on('no event of ours', (...args) => args.length);
server.once('listening', () => {});
server.listen(8000, () => {
  const address = server.address() as net.AddressInfo;
  console.log(address.port);
});

function onStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const path: string | undefined = headers[HTTP2_HEADER_PATH] as string | undefined;
  const response: OutgoingHttpHeaders = { [HTTP2_HEADER_STATUS]: 200, 'content-type': 'text/plain', ':status': 200 };
  const how: ServerStreamResponseOptions = { waitForTrailers: true };
  const file: ServerStreamFileResponseOptionsWithError = {
    statCheck(stat: fs.Stats, all: OutgoingHttpHeaders, range: StatOptions) {
      all['last-modified'] = stat.mtime.toUTCString();
      range.offset = 1;
    },
    onError(error) { if (error.code === 'ENOENT') stream.respond({ ':status': 404 }); },
  };
  if (path === '/file') stream.respondWithFile('/some/file', response, file);
  else if (path === '/fd') stream.respondWithFD(fs.openSync('/some/file', 'r'), response, { offset: 1 });
  else stream.respond(response, how);
  stream.on('wantTrailers', () => stream.sendTrailers({ checksum: 'x' }));
  stream.on('error', (error) => console.error(error));
  stream.on('aborted', () => {});
  stream.on('close', () => console.log(stream.rstCode));
  stream.on('data', (chunk) => console.log(chunk.length));
  stream.additionalHeaders({ ':status': 103, link: ['<a>; rel=preload', '<b>; rel=preload'] });
  if (stream.pushAllowed) {
    stream.pushStream({ ':path': '/pushed' }, (error, pushed, sent) => {
      if (error) throw error;
      pushed.respond({ ':status': 200, 'x-path': sent[':path'] });
      pushed.end('pushed');
    });
  }
  stream.setTimeout(1000, () => stream.close(NGHTTP2_CANCEL));
  const state: StreamState = stream.state;
  console.log(state.weight, stream.id, stream.pending, stream.session?.destroyed, stream.sentHeaders.date);
  stream.write('some');
  stream.end(Buffer.from('data'));
}

// A server with the Compatibility API.
const secureOptions: SecureServerOptions = {
  allowHTTP1: true, cert: fs.readFileSync('cert.pem'), key: fs.readFileSync('key.pem'),
};
const secure: Http2SecureServer = createSecureServer(secureOptions, onRequest);
secure.on('request', onRequest);
secure.on('checkContinue', (request, response) => {
  response.writeContinue();
  onRequest(request, response);
});
secure.on('unknownProtocol', (socket) => socket.destroy());
secure.setTimeout(1000).listen(8443);
secure.updateSettings({ headerTableSize: 0 });
secure.close(() => {});

function onRequest(request: Http2ServerRequest, response: Http2ServerResponse): void {
  const { socket: { alpnProtocol } } = request as unknown as { socket: { alpnProtocol: string } };
  const length = Number(request.headers['content-length'] ?? 0);
  response.setHeader('content-type', 'application/json');
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.statusCode = request.method === 'POST' ? 201 : 200;
  response.writeHead(response.statusCode, { 'x-length': length });
  request.on('data', (chunk) => response.write(chunk));
  request.on('end', () => response.end(JSON.stringify({ alpnProtocol, path: request.url })));
  request.on('aborted', () => {});
  response.on('finish', () => response.stream.session?.close());
  response.stream.respond({}, { endStream: true });
  request.pipe(response);
}

class Request extends Http2ServerRequest {
  get user() { return this.headers['x-user']; }
}
class Response<Of extends Http2ServerRequest> extends Http2ServerResponse<Of> {
  json(value: unknown): this {
    this.setHeader('content-type', 'application/json');
    return this.end(JSON.stringify(value));
  }
}
http2.createServer({ Http2ServerRequest: Request, Http2ServerResponse: Response });

// A client.
const clientOptions: ClientSessionOptions | SecureClientSessionOptions = { ca: 'ca', rejectUnauthorized: false };
const client: ClientHttp2Session = connect('https://localhost:8443', clientOptions, (session) => session.unref());
const sessions = new Set<Http2Session>([client]);
client.on('error', (error: Error) => console.error(error));
client.on('connect', (session, socket) => console.log(session.alpnProtocol, socket.remotePort));
client.on('stream', (pushed: ClientHttp2Stream, headers: IncomingHttpHeaders) => {
  pushed.on('push', (head) => console.log(head, headers));
  pushed.resume();
});
client.on('close', () => sessions.delete(client));
const request: ClientHttp2Stream = client.request({ [HTTP2_HEADER_PATH]: '/', ':method': 'POST' }, { endStream: false });
request.setEncoding('utf8');
request.on('response', (headers: IncomingHttpHeaders & IncomingHttpStatusHeader, flags: number) => {
  console.log(headers[':status'], headers['set-cookie']?.length, flags);
});
request.on('headers', (headers) => console.log(headers[':status']));
request.on('trailers', (trailers) => console.log(trailers['grpc-status']));
request.once('end', () => client.close());
request.end('body');
async function read(stream: Http2Stream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
read(request).then(console.log, console.error);
client.ping((error, duration, payload) => console.log(error, duration, payload.length));
client.goaway(lastCode, 0, Buffer.from('data'));
client.destroy(new Error('enough'), NGHTTP2_CANCEL);
const state: SessionState = client.state;
const settings: Settings = http2.getUnpackedSettings(http2.getPackedSettings({ ...http2.getDefaultSettings() }));
console.log(state.outboundQueueSize, settings.customSettings, client.type === constants.NGHTTP2_SESSION_CLIENT);
