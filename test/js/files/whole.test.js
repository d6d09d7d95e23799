'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { SERVERS, ask, makeFile, pattern, useFiles } = require('../../support/files');

const SIZES = {
  'no byte': 0,
  'one byte': 1,
  'a byte less than a frame': 16383,
  'exactly one frame': 16384,
  'exactly the first window': 65535,
  'a block and a byte': 65537,
  'one megabyte': 1048576,
};

for (const over of Object.keys(SERVERS)) {
  describe(`A file sent whole over ${over}`, () => {
    useFiles();

    for (const [title, size] of Object.entries(SIZES)) {
      it(`arrives byte for byte when it has ${title}`, async () => {
        const file = makeFile(`${size}`, pattern(size));
        const { headers, body, error } = await ask((stream) => stream.respondWithFile(file), { over });
        assert.strictEqual(headers['content-length'], String(size));
        assert.ok(body.equals(pattern(size)));
        assert.strictEqual(error, 0);
      });

      it(`arrives by its descriptor when it has ${title}`, async () => {
        const descriptor = fs.openSync(makeFile(`${size}`, pattern(size)));
        const { headers, body, error } = await ask((stream) => {
          stream.respondWithFD(descriptor, { 'x-a': 'b' });
        }, { over });
        // Throws if somebody else has closed it.
        fs.closeSync(descriptor);
        assert.strictEqual(headers['x-a'], 'b');
        assert.strictEqual(headers['content-length'], undefined);
        assert.ok(body.equals(pattern(size)));
        assert.strictEqual(error, 0);
      });
    }
  });
}

describe('The path of a file', () => {
  useFiles();

  const FORMS = { string: (file) => file, Buffer: (file) => Buffer.from(file), URL: pathToFileURL };
  for (const [form, pathOf] of Object.entries(FORMS)) {
    it(`may be given as a ${form}`, async () => {
      const file = pathOf(makeFile('with space and ü.txt'));
      const { body } = await ask((stream) => stream.respondWithFile(file));
      assert.ok(body.equals(pattern(1000)));
    });
  }

  it('is followed through a symbolic link', async () => {
    const link = `${makeFile('target')}-link`;
    fs.symlinkSync('target', link);
    const { body } = await ask((stream) => stream.respondWithFile(link));
    assert.ok(body.equals(pattern(1000)));
  });
});

describe('A stream whose body is a file', () => {
  useFiles();

  it('has its writable side ended at once with a descriptor, and not yet with a path', async () => {
    const file = makeFile('ended');
    const descriptor = fs.openSync(file);
    const { notes } = await ask((stream, log) => {
      stream.respondWithFD(descriptor);
      log.push(`${stream.headersSent} ${stream.writableEnded}`);
    });
    fs.closeSync(descriptor);
    assert.deepStrictEqual(notes, ['true true', 'finish', 'close 0']);
    const other = await ask((stream, log) => {
      stream.respondWithFile(file);
      log.push(`${stream.headersSent} ${stream.writableEnded}`);
    });
    assert.deepStrictEqual(other.notes, ['false false', 'finish', 'close 0']);
  });

  it('shows the headers that were sent', async () => {
    const file = makeFile('shown');
    let sent;
    await ask((stream) => {
      stream.respondWithFile(file, { 'x-a': 'b' });
      stream.on('close', () => { sent = stream.sentHeaders; });
    });
    assert.deepStrictEqual(Object.keys(sent), ['x-a', ':status', 'date', 'content-length']);
    assert.strictEqual(sent['content-length'], 1000);
  });

  it('sends trailers after it', async () => {
    for (const size of [0, 1000]) {
      const file = makeFile('trailers', pattern(size));
      const { body, trailers, notes } = await ask((stream) => {
        stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
        stream.respondWithFile(file, {}, { waitForTrailers: true });
      });
      assert.strictEqual(body.length, size);
      assert.strictEqual(trailers['x-sum'], 'abc');
      assert.deepStrictEqual(notes, ['finish', 'wantTrailers', 'close 0']);
    }
  });

  it('sends trailers after a descriptor', async () => {
    const descriptor = fs.openSync(makeFile('trailers', pattern(100000)));
    const { body, trailers } = await ask((stream) => {
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
      stream.respondWithFD(descriptor, {}, { waitForTrailers: true });
    });
    fs.closeSync(descriptor);
    assert.ok(body.equals(pattern(100000)));
    assert.strictEqual(trailers['x-sum'], 'abc');
  });

  it('may be pushed', async () => {
    const file = makeFile('pushed', pattern(5000));
    let pushedTo;
    const { body } = await ask((stream) => {
      stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
        pushed.respondWithFile(file);
        pushedTo = new Promise((resolve) => { pushed.once('close', () => resolve(pushed.rstCode)); });
      });
      stream.respondWithFile(file);
    });
    assert.ok(body.equals(pattern(5000)));
    assert.ok([0, 8].includes(await pushedTo));
  });

  it('answers a POST whose body nobody reads', async () => {
    const file = makeFile('post');
    const { body } = await ask((stream) => stream.respondWithFile(file), { method: 'POST' });
    assert.ok(body.equals(pattern(1000)));
  });
});
