'use strict';

const { execFile, spawn } = require('node:child_process');
const net = require('node:net');

/** Runs a program to its end; resolves to its exit status and output, never rejects. */
function run(program, args) {
  return new Promise((resolve) => {
    execFile(program, args, { encoding: 'utf8', timeout: 8000, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr }));
  });
}

/** Starts a server program that listens on `port`; resolves when it accepts connections. */
async function start(program, args, port) {
  const child = spawn(program, args, { stdio: 'ignore' });
  const exited = new Promise((resolve) => { child.on('exit', resolve); });
  while (!await accepts(port)) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
  }
  return { stop: () => { child.kill(); return exited; } };
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}

/** A port that was free a moment ago, for programs that can't pick one themselves. */
function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { freePort, run, start };
