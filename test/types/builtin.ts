// Compiled, and never run: our objects go where functions want those of node:http2, and theirs where
// ours are wanted.

import type { Duplex } from 'node:stream';
import * as builtin from 'node:http2';
import * as native from 'native-http2';

/** Fails to compile unless a `From` can be given where a `To` is wanted. */
declare function goes<From extends To, To>(): void;

goes<native.ClientHttp2Session, builtin.ClientHttp2Session>();
goes<native.ClientHttp2Stream, builtin.ClientHttp2Stream>();
goes<native.Http2SecureServer, builtin.Http2SecureServer>();
goes<native.Http2Server, builtin.Http2Server>();
goes<native.Http2ServerRequest, builtin.Http2ServerRequest>();
goes<native.Http2ServerResponse, builtin.Http2ServerResponse>();
goes<native.Http2Session, builtin.Http2Session>();
goes<native.Http2Stream, builtin.Http2Stream>();
goes<native.ServerHttp2Session, builtin.ServerHttp2Session>();
goes<native.ServerHttp2Stream, builtin.ServerHttp2Stream>();
goes<typeof native.Http2ServerRequest, typeof builtin.Http2ServerRequest>();
goes<typeof native.Http2ServerResponse, typeof builtin.Http2ServerResponse>();
// No Node has had this constant for years.
goes<typeof native.constants, Omit<typeof builtin.constants, 'HTTP_STATUS_UNORDERED_COLLECTION'>>();
goes<typeof native, Omit<typeof builtin, 'constants' | 'default'>>();

goes<native.IncomingHttpHeaders, builtin.IncomingHttpHeaders>();
goes<native.OutgoingHttpHeaders, builtin.OutgoingHttpHeaders>();
goes<native.Settings, builtin.Settings>();
goes<native.SecureClientSessionOptions, Omit<builtin.SecureClientSessionOptions, 'keepAlive'>>();
// Theirs, of node:tls, is a boolean; ours may have PINGs.
goes<Omit<native.SecureServerOptions, 'keepAlive'>, Omit<builtin.SecureServerOptions, 'keepAlive'>>();
goes<native.ServerOptions, builtin.ServerOptions>();

goes<builtin.ClientHttp2Session, native.ClientHttp2Session>();
goes<builtin.ClientHttp2Stream, native.ClientHttp2Stream>();
goes<builtin.Http2SecureServer, native.Http2SecureServer>();
goes<builtin.Http2Server, native.Http2Server>();
goes<builtin.Http2ServerRequest, native.Http2ServerRequest>();
goes<builtin.Http2ServerResponse, native.Http2ServerResponse>();
goes<builtin.Http2Session, native.Http2Session>();
goes<builtin.Http2Stream, native.Http2Stream>();
goes<builtin.ServerHttp2Session, native.ServerHttp2Session>();
goes<builtin.ServerHttp2Stream, native.ServerHttp2Stream>();
goes<builtin.IncomingHttpHeaders, native.IncomingHttpHeaders>();
goes<builtin.OutgoingHttpHeaders, native.OutgoingHttpHeaders>();
goes<builtin.Settings, native.Settings>();
goes<builtin.SecureClientSessionOptions, native.SecureClientSessionOptions>();

// Options: the classes of the two modules are not the same, and both are accepted.
native.createServer({} as builtin.ServerOptions, (request, response) => response.end(request.url));
native.createSecureServer({} as builtin.SecureServerOptions);
native.performServerHandshake({} as Duplex, {} as builtin.ServerOptions);
