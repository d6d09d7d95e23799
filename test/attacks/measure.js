'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const http2 = require('node:http2');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');

// As many requests as let V8 have the young generation that it gives to any busy server.
const WARM_UP = 30_000;
const AT_ONCE = 100;
const PAUSE_MS = 10;
const MEBIBYTE_IN_KIB = 1024;

/** The resident memory of a process, in MiB. */
function residentOf(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / MEBIBYTE_IN_KIB;
}

const start = (name, args = []) => fork(path.join(__dirname, name), args, { execArgv: [] });

/** A well-behaved client; `longest` is its longest wait, in milliseconds. */
class Bystander {
  longest = 0;

  constructor(port) {
    this.session = http2.connect(`http://127.0.0.1:${port}`);
  }

  async ask() {
    const begin = performance.now();
    const stream = this.session.request().resume();
    await once(stream, 'end');
    this.longest = Math.max(this.longest, performance.now() - begin);
  }

  async askOften(times, atOnce) {
    let left = times;
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await this.ask();
    }));
  }
}

/**
 * Attacks a server in a process of its own, while a bystander asks it.
 * @returns {Promise<{ peak: number, after: number, waited: number }>} by how much its memory grew, and
 *   by how much more than before it has two seconds after the attack, in MiB; milliseconds
 */
async function measure(title, connections) {
  const server = start('server-process.js');
  const [port] = await once(server, 'message');
  const bystander = new Bystander(port);
  await bystander.askOften(WARM_UP, AT_ONCE);
  bystander.longest = 0;
  const before = residentOf(server.pid);
  let peak = before;
  let isOver = false;
  const attacker = start('attacker-process.js', [port, title, connections]);
  attacker.on('exit', () => { isOver = true; });
  while (!isOver) {
    await Promise.all([bystander.ask(), delay(PAUSE_MS)]);
    peak = Math.max(peak, residentOf(server.pid));
  }
  await delay(2000);
  const after = residentOf(server.pid);
  bystander.session.destroy();
  server.disconnect();
  await once(server, 'exit');
  return { peak: Math.max(peak, after) - before, after: after - before, waited: bystander.longest };
}

module.exports = { measure };
