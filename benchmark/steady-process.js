'use strict';

// The load of a latency trial: sends requests at a fixed rate, whether or not earlier ones are answered,
// and measures each from when it was to be sent. So a server that stalls is charged with every request
// that waits meanwhile. A load that waits for answers leaves those out ("coordinated omission").
//
// h2load's --rps does not do: each of its connections sends what is due once in 10 ms, so that half of
// the requests wait for those of their own burst, and it measures from when it got round to sending. This
// process looks at the clock in every turn of its loop instead, and never sleeps. What it adds itself is
// in the figures of all servers alike: nghttpd's show how much that is, and `late` how long after its time
// a request was sent.

const net = require('node:net');
const tls = require('node:tls');
const {
  ACK, TYPES, endsAnswer, firstBlock, frame, get, nextBlock, preface, readFrames,
} = require('./frames');
const { percentilesOf } = require('./percentiles');

// rate: requests per second on all connections together; bytes: of an answer's body
const { port, tls: isSecure, path, bytes, connections, rate, seconds, warmUp, cipher, patience } =
  JSON.parse(process.argv[2]);

const MICROSECONDS = 1000;
const uncounted = Math.round(rate * warmUp / 1000);
const total = uncounted + Math.round(rate * seconds);
const later = nextBlock({ isSecure });
const latencies = new Float64Array(total);
const lateness = new Float64Array(total);
let begin;
let sent = 0;
let answered = 0;
let received = 0;

function connect() {
  const where = { port, host: '127.0.0.1', noDelay: true };
  if (!isSecure) return net.connect(where);
  const security = { ciphers: cipher, rejectUnauthorized: false, ALPNProtocols: ['h2'] };
  return tls.connect({ ...where, ...security });
}

/** Requests go to the connections by turns, so a stream's number says which request it carries. */
function indexOf(connection, id) {
  return (id - 1) / 2 * connections + connection;
}

function dueTime(index) {
  return begin + index * 1000 / rate;
}

function onFrame(socket, connection, type, flags, id, payload) {
  if (type === TYPES.RST_STREAM) throw new Error(`stream ${id} was reset`);
  if (type === TYPES.GOAWAY) throw new Error('the server sent GOAWAY');
  const isQuestion = (type === TYPES.SETTINGS || type === TYPES.PING) && (flags & ACK) === 0;
  if (isQuestion) socket.write(frame(type, ACK, 0, type === TYPES.PING ? payload : undefined));
  if (type === TYPES.DATA) received += payload.length;
  if (!endsAnswer(type, flags)) return;
  const index = indexOf(connection, id);
  latencies[index] = (performance.now() - dueTime(index)) * MICROSECONDS;
  answered++;
}

async function open(connection) {
  const socket = connect();
  await new Promise((resolve) => { socket.once(isSecure ? 'secureConnect' : 'connect', resolve); });
  socket.setNoDelay(true);
  socket.write(preface());
  let input = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    const all = input.length === 0 ? chunk : Buffer.concat([input, chunk]);
    input = readFrames(all, (...found) => onFrame(socket, connection, ...found));
  });
  socket.once('close', () => { throw new Error('a connection ended'); });
  return socket;
}

/** Sends what is due: what is late on one connection goes in one write. */
function sendDue(sockets, now) {
  const due = Math.min(total, Math.floor((now - begin) * rate / 1000) + 1);
  const frames = sockets.map(() => []);
  for (; sent < due; sent++) {
    const connection = sent % connections;
    const id = Math.floor(sent / connections) * 2 + 1;
    frames[connection].push(get(id, id === 1 ? firstBlock({ isSecure, path }) : later));
    lateness[sent] = (now - dueTime(sent)) * MICROSECONDS;
  }
  frames.forEach((list, index) => { if (list.length > 0) sockets[index].write(Buffer.concat(list)); });
}

function report() {
  if (received !== total * bytes) throw new Error(`${received} bytes arrived instead of ${total * bytes}`);
  const latency = percentilesOf(latencies.subarray(uncounted));
  const late = percentilesOf(lateness.subarray(uncounted));
  process.send({ latency, late });
}

function turn(sockets) {
  const now = performance.now();
  if (sent < total) sendDue(sockets, now);
  if (answered === total) return report();
  if (now > dueTime(total) + patience) {
    throw new Error(`${total - answered} of ${total} requests, ${rate} a second, had no answer in time`);
  }
  return setImmediate(turn, sockets);
}

async function run() {
  const sockets = await Promise.all(Array.from({ length: connections }, (_, index) => open(index)));
  begin = performance.now();
  turn(sockets);
}

run();
process.on('disconnect', () => process.exit());
