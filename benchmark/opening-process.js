'use strict';

// The peer of a trial of connections: keeps a number of connections under way, each of which carries one
// request, and counts those whose answer came in full.

const net = require('node:net');
const { setTimeout: delay } = require('node:timers/promises');
const tls = require('node:tls');
const { ACK, TYPES, endsAnswer, firstBlock, frame, get, preface, readFrames } = require('./frames');

const { port, isSecure, concurrency, seconds, warmUp } = JSON.parse(process.argv[2]);

const request = Buffer.concat([preface(), get(1, firstBlock({ isSecure, path: '/' }))]);
const acknowledgement = frame(TYPES.SETTINGS, ACK, 0);

let done = 0;

function connect() {
  if (!isSecure) return net.connect(port, '127.0.0.1');
  return tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
}

function openNext() {
  const socket = connect();
  let input = Buffer.alloc(0);
  let isAnswered = false;
  socket.write(request);
  socket.on('data', (chunk) => {
    input = readFrames(Buffer.concat([input, chunk]), (type, flags) => {
      isAnswered ||= endsAnswer(type, flags);
    });
    if (!isAnswered) return;
    socket.removeAllListeners('data');
    socket.resume();
    socket.end(acknowledgement);
  });
  socket.once('close', () => {
    if (!isAnswered) throw new Error('a connection ended without an answer');
    done++;
    openNext();
  });
}

async function measure() {
  await delay(warmUp);
  const begin = performance.now();
  const before = done;
  await delay(seconds * 1000);
  process.send({ value: (done - before) / ((performance.now() - begin) / 1000) });
}

for (let index = 0; index < concurrency; index++) openNext();
measure();
process.on('disconnect', () => process.exit());
