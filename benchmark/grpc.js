'use strict';

// Measures unary calls of @grpc/grpc-js, both ends in one process, with the hook and without it in turn:
//
//     node benchmark/grpc.js [rounds]
//
// It prints the processor time per call, which other work disturbs least, and calls per second.

const { execFileSync } = require('node:child_process');
const path = require('node:path');

const CALLS = 20_000;
const WARM_UP = 4000;
const AT_ONCE = 100;
const HOOK = path.join(__dirname, '../lib/register.js');

const identity = (buffer) => buffer;
const definition = {
  echo: {
    path: '/Echo/Echo',
    requestStream: false,
    responseStream: false,
    requestSerialize: identity,
    requestDeserialize: identity,
    responseSerialize: identity,
    responseDeserialize: identity,
  },
};

function callMany(client, count) {
  const message = Buffer.alloc(100, 'x');
  return new Promise((resolve, reject) => {
    let started = 0;
    let ended = 0;
    const next = (error) => {
      if (error) reject(error);
      else if (++ended === count) resolve();
      else if (started < count) call();
    };
    const call = () => { started++; client.echo(message, next); };
    for (let i = 0; i < AT_ONCE; i++) call();
  });
}

function measure() {
  const grpc = require('@grpc/grpc-js');
  const server = new grpc.Server();
  server.addService(definition, { echo: (call, callback) => callback(null, call.request) });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), async (error, port) => {
    if (error) throw error;
    const Client = grpc.makeGenericClientConstructor(definition, 'Echo');
    const client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    await callMany(client, WARM_UP);
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    await callMany(client, CALLS);
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    console.log(JSON.stringify({ micros: (user + system) / CALLS, rate: CALLS / seconds }));
    process.exit();
  });
}

function trial(...options) {
  const args = [...options, __filename, '--measure'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function compare(rounds) {
  const ours = [];
  const builtin = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(trial('--require', HOOK));
    builtin.push(trial());
  }
  for (const [name, samples] of Object.entries({ 'native-http2': ours, 'node:http2': builtin })) {
    const of = (what) => Math.round(median(samples.map((sample) => sample[what])));
    console.log(`${name.padEnd(12)}  ${of('micros')} µs of processor time per call, ${of('rate')} calls/s`);
  }
}

if (process.argv[2] === '--measure') measure();
else compare(Number(process.argv[2] ?? 3));
