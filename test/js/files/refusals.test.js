'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { olderThan } = require('../../support/oracle');
const { ask, makeFile, useFiles } = require('../../support/files');

const INTERNAL_ERROR = 2;
const DIRECTORY = __dirname;
const MISSING = path.join(__dirname, 'nothing');

// [title, path, options, code]
const REFUSED = [
  ['a file that is not there', MISSING, {}, 'ENOENT'],
  ['a path through a file', path.join(__filename, 'x'), {}, 'ENOTDIR'],
  ['a directory', DIRECTORY, {}, 'ERR_HTTP2_SEND_FILE'],
  ['a range of a directory', DIRECTORY, { offset: 3, length: 5 }, 'ERR_HTTP2_SEND_FILE'],
  ['a range of a device', '/dev/zero', { length: 5 }, 'ERR_HTTP2_SEND_FILE_NOSEEK'],
  ['an offset of a device', '/dev/null', { offset: 0 }, 'ERR_HTTP2_SEND_FILE_NOSEEK'],
];

describe('respondWithFile() refuses', () => {
  useFiles();

  for (const [title, file, options, code] of REFUSED) {
    it(`${title}: the stream is destroyed`, async () => {
      const { notes, error, headers } = await ask((stream) => stream.respondWithFile(file, {}, options));
      assert.deepStrictEqual(notes, ['aborted', `error ${code}`, 'close 2']);
      assert.strictEqual(error, INTERNAL_ERROR);
      assert.strictEqual(headers, undefined);
    });

    it(`${title}: onError may answer`, async () => {
      const { notes, headers } = await ask((stream, log) => {
        stream.respondWithFile(file, {}, {
          ...options,
          onError(reason) {
            log.push(reason.code);
            stream.respond({ ':status': 404 });
            stream.end();
          },
        });
      });
      assert.deepStrictEqual(notes, [code, 'finish', 'close 0']);
      assert.strictEqual(headers[':status'], 404);
    });
  }

  // Older builtins leave the file open.
  if (!olderThan(26)) {
    it('headers that can\'t be sent', async () => {
      const file = makeFile('headers');
      const { notes } = await ask((stream) => stream.respondWithFile(file, { connection: 'close' }));
      assert.deepStrictEqual(notes,
        ['aborted', 'error ERR_HTTP2_INVALID_CONNECTION_HEADERS', 'close 2']);
    });
  }

  it('a file that nobody may read', async () => {
    const file = makeFile('secret');
    fs.chmodSync(file, 0);
    fs.chmodSync(path.dirname(file), 0o755);
    // The superuser reads everything.
    const euid = process.geteuid();
    if (euid === 0) process.seteuid(65534);
    try {
      const { notes } = await ask((stream) => stream.respondWithFile(file));
      assert.deepStrictEqual(notes, ['aborted', 'error EACCES', 'close 2']);
    } finally {
      if (euid === 0) process.seteuid(0);
    }
  });

  it('nothing of a device that has an end', async () => {
    const { headers, body, error } = await ask((stream) => stream.respondWithFile('/dev/null'));
    assert.strictEqual(headers['content-length'], undefined);
    assert.strictEqual(body.length, 0);
    assert.strictEqual(error, 0);
  });
});

describe('A response with a file', () => {
  useFiles();

  const METHODS = {
    respondWithFile: (stream, headers) => stream.respondWithFile(__filename, headers),
    respondWithFD: (stream, headers) => stream.respondWithFD(0, headers),
  };
  for (const [method, respond] of Object.entries(METHODS)) {
    for (const status of [204, 205, 304]) {
      it(`is not allowed with status ${status}: ${method}()`, async () => {
        await ask((stream) => {
          assert.throws(() => respond(stream, { ':status': status }), {
            code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN',
            message: `Responses with ${status} status must not have a payload`,
          });
          stream.respond({ ':status': status });
        });
      });
    }

    it(`is not allowed to a HEAD: ${method}()`, async () => {
      await ask((stream) => {
        assert.throws(() => respond(stream), { code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN' });
        stream.respond();
      }, { method: 'HEAD' });
    });

    it(`takes no raw headers: ${method}()`, async () => {
      await ask((stream) => {
        assert.throws(() => respond(stream, ['x-a', '1']), { code: 'ERR_INVALID_ARG_TYPE' });
        stream.respond();
        stream.end();
      });
    });
  }

  it('is the first of two', async () => {
    const file = makeFile('first', 'first');
    const other = makeFile('second', 'second');
    const { body } = await ask((stream) => {
      stream.respondWithFile(file);
      stream.respondWithFile(other);
    });
    assert.strictEqual(body.toString(), 'first');
  });

  it('gives way to an answer that comes before it is opened', async () => {
    const file = makeFile('late');
    const { body } = await ask((stream) => {
      stream.respondWithFile(file);
      stream.end('sooner');
    });
    assert.strictEqual(body.toString(), 'sooner');
  });
});
