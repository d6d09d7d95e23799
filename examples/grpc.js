'use strict';

// gRPC with @grpc/grpc-js, both ends on this package: node examples/grpc.js
// The hook goes before what uses node:http2. A program that can't be changed takes it on its command line:
//     node --require native-http2/register app.js

require('native-http2/register');
const grpc = require('@grpc/grpc-js');

const bytes = { serialize: (text) => Buffer.from(text), deserialize: (buffer) => buffer.toString() };

// What a .proto file, loaded by @grpc/proto-loader, would define.
const definition = {
  greet: {
    path: '/Greeter/Greet',
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes.serialize,
    requestDeserialize: bytes.deserialize,
    responseSerialize: bytes.serialize,
    responseDeserialize: bytes.deserialize,
  },
};

const server = new grpc.Server();
server.addService(definition, { greet: (call, callback) => callback(null, `Hello, ${call.request}`) });
server.bindAsync('localhost:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  const Greeter = grpc.makeGenericClientConstructor(definition, 'Greeter');
  const client = new Greeter(`localhost:${port}`, grpc.credentials.createInsecure());
  client.greet('world', (failure, answer) => {
    console.log(failure ? failure.message : answer);
    client.close();
    server.tryShutdown(() => {});
  });
});
