'use strict';

const { once } = require('node:events');
const net = require('node:net');
const { Duplex } = require('node:stream');
const { setTimeout: after } = require('node:timers/promises');

/**
 * A socket whose output takes its time, as on a line of so many bytes in a millisecond. What waits for its
 * turn waits on our side: the kernel would take megabytes at once.
 */
class ThrottledSocket extends Duplex {
  #socket;
  #rate;

  constructor(socket, rate) {
    super({ highWaterMark: 1 });
    this.#socket = socket;
    this.#rate = rate;
    socket.on('data', (chunk) => this.push(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
    this.on('error', () => {});
  }

  _read() {}

  async _write(chunk, encoding, callback) {
    this.#socket.write(chunk);
    await after(chunk.length / this.#rate);
    callback();
  }

  _final(callback) {
    this.#socket.end();
    callback();
  }

  _destroy(error, callback) {
    this.#socket.destroy();
    callback(error);
  }
}

/**
 * Accepts connections for a server, over lines that have a rate in their direction to the client.
 * @param {Server} server
 * @param {number} rate in bytes for each millisecond
 * @returns {Promise<Server>} that listens
 */
async function throttled(server, rate) {
  const line = net.createServer((socket) => {
    socket.setNoDelay();
    server.emit('connection', new ThrottledSocket(socket, rate));
  });
  line.listen({ port: 0, host: '127.0.0.1' });
  await once(line, 'listening');
  return line;
}

module.exports = { throttled };
