'use strict';

// The process of a measured server: serves one scenario with one module and reports its port.

const fs = require('node:fs');
const path = require('node:path');
const scenarios = require('./scenarios');

const { id, module: name, folder } = JSON.parse(process.argv[2]);
const scenario = scenarios.find((candidate) => candidate.id === id);
const library = require(name);
const isHttp1 = name === 'node:http';

function createServer() {
  if (!scenario.tls) return library.createServer();
  const key = fs.readFileSync(path.join(folder, 'key.pem'));
  const cert = fs.readFileSync(path.join(folder, 'cert.pem'));
  if (isHttp1) return require('node:https').createServer({ key, cert });
  return library.createSecureServer({ key, cert });
}

const server = createServer();
(isHttp1 ? scenario.serveHttp1 : scenario.serve)(server, folder);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

// Answers with the resident memory that is left after a collection (`--expose-gc`).
process.on('message', () => {
  global.gc();
  setImmediate(() => {
    global.gc();
    process.send({ rss: process.memoryUsage.rss() });
  });
});
process.on('disconnect', () => process.exit());
