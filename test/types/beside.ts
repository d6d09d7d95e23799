// Compiled, and never run: packages that use node:http2, with our objects.

import * as grpc from '@grpc/grpc-js';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import Koa from 'koa';
import { Agent, fetch } from 'undici';
import * as http2 from 'native-http2';

// Fastify makes a server of ours, and types it as one of node:http2.
const app = Fastify({
  http2: true,
  serverFactory: (handler) => http2.createServer((request, response) => handler(request, response)),
});
app.get('/', async (request, reply) => reply.send(request.raw.stream.session?.type));
app.server.on('session', (session) => {
  const ours: http2.ServerHttp2Session = session;
  ours.close();
});
const server: http2.Http2Server = app.server;
server.close();
const instance: FastifyInstance<http2.Http2Server, http2.Http2ServerRequest, http2.Http2ServerResponse> = app;
instance.ready();

// Koa's handler takes our requests.
const koa = new Koa();
koa.use((context) => {
  const request = context.req as unknown as http2.Http2ServerRequest;
  context.body = request.authority;
});
http2.createServer(koa.callback() as unknown as (request: http2.Http2ServerRequest) => void);
http2.createServer({}, koa.callback());

// grpc-js uses the module itself; its credentials take options of ours.
const rpc = new grpc.Server({ 'grpc.max_concurrent_streams': 10 });
rpc.bindAsync('localhost:0', grpc.ServerCredentials.createInsecure(), (error, port) => console.log(error, port));

fetch('https://localhost', { dispatcher: new Agent({ allowH2: true }) }).then((response) => response.status);
