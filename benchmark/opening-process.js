'use strict';

// The peer of a trial of connections: keeps a number of connections under way, each of which carries one
// request, and counts those whose answer came in full. It speaks just enough HTTP/2 for that, and is the
// same for every server.

const net = require('node:net');
const { setTimeout: delay } = require('node:timers/promises');
const tls = require('node:tls');

const { port, isSecure, concurrency, seconds, warmUp } = JSON.parse(process.argv[2]);

// RFC 9113, 3.4, 4.1 and 6.
const FRAME_HEAD = 9;
const [DATA, HEADERS, SETTINGS] = [0, 1, 4];
const ACK = 1;
const END_STREAM = 1;
const END_HEADERS = 4;

function frame(type, flags, id, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(id, 5);
  return Buffer.concat([head, payload]);
}

// RFC 7541, appendix A: `:method: GET`, `:scheme`, `:path: /`, and a literal `:authority`.
const block = Buffer.concat([
  Buffer.from([0x82, isSecure ? 0x87 : 0x86, 0x84, 0x41, 9]), Buffer.from('localhost'),
]);
const request = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(SETTINGS, 0, 0),
  frame(HEADERS, END_STREAM | END_HEADERS, 1, block),
]);
const acknowledgement = frame(SETTINGS, ACK, 0);

let done = 0;

function connect() {
  if (!isSecure) return net.connect(port, '127.0.0.1');
  return tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
}

/** Whether the stream's last frame is among the whole frames of the input. */
function isAnswered(input) {
  for (let at = 0; at + FRAME_HEAD <= input.length;) {
    const next = at + FRAME_HEAD + input.readUIntBE(at, 3);
    const [type, flags] = [input[at + 3], input[at + 4]];
    const isOfStream = type === DATA || type === HEADERS;
    if (next <= input.length && isOfStream && (flags & END_STREAM) !== 0) return true;
    at = next;
  }
  return false;
}

function openNext() {
  const socket = connect();
  let input = Buffer.alloc(0);
  socket.write(request);
  socket.on('data', (chunk) => {
    input = Buffer.concat([input, chunk]);
    if (!isAnswered(input)) return;
    socket.removeAllListeners('data');
    socket.resume();
    socket.end(acknowledgement);
  });
  socket.once('close', () => {
    if (!isAnswered(input)) throw new Error('a connection ended without an answer');
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
