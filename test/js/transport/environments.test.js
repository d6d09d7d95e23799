'use strict';

const assert = require('node:assert');
const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const { promisify } = require('node:util');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');

const impl = JSON.stringify(require.resolve('../../support/impl'));

/** A server that ends in the turn in which its third session begins: `end` says how. */
const SERVER = (end) => `
  const { parentPort } = require('node:worker_threads');
  const server = require(${impl}).createServer();
  let sessions = 0;
  server.on('sessionError', () => {});
  server.on('session', () => { if (++sessions === 3) { ${end} } });
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respond();
    stream.end('x'.repeat(1e6));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

const GREETING = `Buffer.concat([Buffer.from('PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n'), Buffer.from([
  0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 6, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x84, 0x41, 1, 0x61])])`;

/**
 * Clients of such a worker; this thread opens files and connections while the worker ends, so that it
 * gets the numbers that the worker's sockets had, and looks whether the worker uses them.
 */
const PROGRAM = (end, terminates) => `
  const { once } = require('node:events');
  const fs = require('node:fs');
  const net = require('node:net');
  const { Worker } = require('node:worker_threads');
  let foreign = 0;
  const watch = (socket) => socket.on('data', () => { foreign++; }).on('error', () => {});
  const silent = net.createServer(watch);
  async function round() {
    const worker = new Worker(${JSON.stringify(SERVER(end))}, { eval: true });
    const exited = once(worker, 'exit');
    const [port] = await once(worker, 'message');
    const clients = Array.from({ length: 6 }, () => {
      const client = net.connect(port, '127.0.0.1', () => client.write(${GREETING}));
      return client.on('error', () => {});
    });
    if (${terminates}) {
      await once(worker, 'message');
      worker.terminate();
    }
    const opened = [];
    const idle = [];
    const open = setInterval(() => {
      opened.push(fs.openSync('/dev/null'));
      if (idle.length < 20) idle.push(watch(net.connect(silent.address().port)));
    }, 0);
    await exited;
    clearInterval(open);
    for (const file of opened) fs.closeSync(file);
    for (const client of clients) client.destroy();
    if (foreign > 0) throw new Error('a socket of this thread was used');
    for (const socket of idle) socket.destroy();
  }
  silent.listen(0, async () => {
    for (let i = 0; i < 10; i++) await round();
    console.log('survived');
    process.exit();
  });
`;

const ENDS = {
  'exits when a session begins': ['process.exit();', false],
  'is terminated when a session begins': ["parentPort.postMessage('begun'); for (;;);", true],
  'is terminated while it serves': ["parentPort.postMessage('begun');", true],
  'fails when a session begins': [
    "process.on('uncaughtException', () => process.exit()); throw new Error('x');", false,
  ],
};

describe('The sockets of a worker that', () => {
  for (const [how, [end, terminates]] of Object.entries(ENDS)) {
    it(`${how} are not used any more`, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROGRAM(end, terminates)]);
      assert.strictEqual(stdout, 'survived\n');
    });
  }
});

const UNREFERENCED = `
  const http2 = require(${impl});
  const server = http2.createServer();
  server.on('session', (session) => {
    for (const each of [session, client, server]) each.unref();
    console.log('begun');
  });
  let client;
  server.listen(0, '127.0.0.1', () => {
    client = http2.connect('http://127.0.0.1:' + server.address().port);
    client.on('error', () => {});
  });
`;

const EXITING = UNREFERENCED.replace("console.log('begun')", "console.log('begun'); process.exit()");

describe('The sockets of a process that', () => {
  for (const [how, program] of Object.entries({ 'ends by itself': UNREFERENCED, 'exits': EXITING })) {
    it(`${how} when a session begins do not hold it up`, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', program]);
      assert.strictEqual(stdout, 'begun\n');
    });
  }
});

const CHILD = `
  const server = require(${impl}).createServer();
  server.on('stream', (stream) => { stream.respond(); stream.end('by ' + process.pid); });
  process.on('message', (message, socket) => server.emit('connection', socket));
  process.send('ready');
`;

describe('A socket', () => {
  it('that was passed to another process has its session there', async () => {
    const child = spawn(process.execPath, ['-e', CHILD],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'message');
    const server = net.createServer({ pauseOnConnect: true }, (socket) => child.send('socket', socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
    const texts = await Promise.all([1, 2, 3].map(() => textOf(session.request())));
    assert.deepStrictEqual(texts, Array(3).fill(`by ${child.pid}`));
    session.close();
    server.close();
    child.kill();
    await once(child, 'exit');
  });
});
