'use strict';

// A server of several processes at one port: node examples/cluster.js [port] [processes]
// SIGHUP replaces them one by one, without refusing a connection; SIGTERM ends all.

const cluster = require('node:cluster');
const { once } = require('node:events');
const os = require('node:os');

function work() {
  const http2 = require('native-http2');
  const server = http2.createServer((request, response) => response.end(`process ${process.pid}\n`));
  server.listen(Number(process.argv[2] ?? 8080), 'localhost', () => process.send(server.address().port));
  process.on('disconnect', () => server.close());
}

async function startWorker() {
  const worker = cluster.fork();
  const [port] = await once(worker, 'message');
  return { worker, port };
}

async function supervise() {
  const count = Number(process.argv[3] ?? os.availableParallelism());
  const started = await Promise.all(Array.from({ length: count }, startWorker));
  console.log(`http://localhost:${started[0].port}/`);
  process.on('SIGHUP', async () => {
    for (const old of Object.values(cluster.workers)) {
      await startWorker();
      old.disconnect();
    }
    console.log('replaced');
  });
  process.once('SIGTERM', () => cluster.disconnect());
}

if (cluster.isPrimary) supervise();
else work();
