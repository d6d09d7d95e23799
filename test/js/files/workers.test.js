'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');
const { allClosed, makeFile, makeSparse, pattern, useFiles } = require('../../support/files');
const { builtin, wanted } = require('../../support/oracle');

const FILES = 20;
const impl = JSON.stringify(require.resolve('../../support/impl'));

// A path that is a Buffer is opened by fs.open(), a string by the engine if the system has it cached.
const PATHS = {
  'fs.open() opens': (file) => `Buffer.from(${JSON.stringify(file)})`,
  'the engine may open': (file) => JSON.stringify(file),
};

/**
 * A worker whose server answers FILES requests with `file`, each with `answer` after that; it says
 * 'done' when all streams of the server are closed.
 */
const program = (file, answer, options = '{}') => `
  const { parentPort } = require('node:worker_threads');
  const http2 = require(${impl});
  const server = http2.createServer();
  let open = ${FILES};
  process.on('warning', ({ message }) => parentPort.postMessage(message));
  server.on('sessionError', () => {});
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.on('close', () => { if (--open === 0) parentPort.postMessage('done'); });
    try { stream.respondWithFile(${file}, {}, ${options}); } catch {}
    ${answer}
  });
  server.listen(0, '127.0.0.1', () => {
    const session = http2.connect('http://127.0.0.1:' + server.address().port);
    session.on('error', () => {});
    for (let i = 0; i < ${FILES}; i++) session.request().on('error', () => {}).resume();
  });
  parentPort.on('message', () => process.exit());
`;

// What becomes of a stream with a file. The builtin closes what it has sent behind Node's back: others
// lose their descriptors.
const FATES = {
  ...wanted('Files', !builtin) && { 'are sent': { answer: '' } },
  'are on their way when their streams are destroyed': {
    answer: 'setImmediate(() => setImmediate(() => stream.destroy()));',
  },
  'are opened for streams that are destroyed': { answer: 'stream.destroy();' },
  'are opened for streams that are answered otherwise': { answer: 'stream.respond(); stream.end();' },
  'are refused by statCheck': {
    options: '{ statCheck() { stream.respond(); stream.end(); return false; } }', answer: '',
  },
};
// Sessions that end take all of their streams along; the builtin ends its process.
if (!builtin) {
  FATES['are on their way when their session is destroyed'] = {
    answer: 'setImmediate(() => setImmediate(() => stream.session?.destroy()));',
  };
}

/** How many files of this thread survive; they have the numbers that the worker has closed. */
async function survivors(worker, ending) {
  await allClosed();
  const file = makeFile('own');
  const own = Array.from({ length: 3 * FILES }, () => fs.openSync(file));
  const ended = once(worker, 'exit');
  ending(worker);
  await ended;
  return own.filter((descriptor) => {
    try {
      fs.closeSync(descriptor);
      return true;
    } catch {
      return false;
    }
  }).length;
}

const ENDINGS = {
  'is terminated': (worker) => worker.terminate(),
  'exits': (worker) => worker.postMessage('exit'),
};

describe('When a worker has sent files', () => {
  useFiles();

  for (const [who, pathOf] of Object.entries(PATHS)) {
    for (const [fate, { answer, options }] of Object.entries(FATES)) {
      for (const [how, ending] of Object.entries(ENDINGS)) {
        it(`that ${who} and that ${fate}, and ${how}, all descriptors of others survive`, async () => {
          const file = pathOf(makeFile('sent', pattern(1_000_000)));
          const worker = new Worker(program(file, answer, options), { eval: true });
          assert.deepStrictEqual(await once(worker, 'message'), ['done']);
          assert.strictEqual(await survivors(worker, ending), 3 * FILES);
          await allClosed();
        });
      }
    }

    it(`that ${who}, and is terminated in the middle of them, none stays open`, async () => {
      const file = pathOf(makeSparse('endless', 2 ** 30, []));
      const worker = new Worker(program(file, "parentPort.postMessage('sending')"), { eval: true });
      await once(worker, 'message');
      await worker.terminate();
      await allClosed();
    });

    it(`that ${who}, and is terminated when they are just open, none stays open`, async () => {
      const file = pathOf(makeFile('sent'));
      const worker = new Worker(program(file, "parentPort.postMessage('opening'); for (;;);"),
        { eval: true });
      await once(worker, 'message');
      await worker.terminate();
      await allClosed();
    });
  }
});
