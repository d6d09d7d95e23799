'use strict';

const assert = require('node:assert');
const { execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const { builtin } = require('../../support/oracle');
const { ask, makeFile, pattern, useFiles } = require('../../support/files');

const INTERNAL_ERROR = 2;

describe('A descriptor', () => {
  useFiles();

  it('that is not open resets the stream after its head', async () => {
    for (const descriptor of [-1, 65000]) {
      const { headers, notes, error } = await ask((stream) => stream.respondWithFD(descriptor));
      assert.strictEqual(headers[':status'], 200);
      assert.strictEqual(error, INTERNAL_ERROR);
      assert.deepStrictEqual(notes, ['finish', 'error ERR_HTTP2_STREAM_ERROR', 'close 2']);
    }
  });

  it('that is not open is told by statCheck', async () => {
    const { notes, headers } = await ask((stream) => stream.respondWithFD(65000, {}, { statCheck() {} }));
    assert.deepStrictEqual(notes, ['aborted', 'error EBADF', 'close 2']);
    assert.strictEqual(headers, undefined);
  });

  // The builtin ends the process.
  if (!builtin) {
    it('that can\'t exist resets the stream', async () => {
      for (const descriptor of [1.5, 2 ** 31, NaN]) {
        const { error } = await ask((stream) => stream.respondWithFD(descriptor));
        assert.strictEqual(error, INTERNAL_ERROR);
      }
    });
  }

  it('of a directory, or one for writing, resets the stream', async () => {
    for (const open of [() => fs.openSync(__dirname), () => fs.openSync(makeFile('written'), 'a')]) {
      const descriptor = open();
      const { error } = await ask((stream) => stream.respondWithFD(descriptor));
      fs.closeSync(descriptor);
      assert.strictEqual(error, INTERNAL_ERROR);
    }
  });

  it('may be sent again when it was sent', async () => {
    const descriptor = fs.openSync(makeFile('again', pattern(70000)));
    for (let i = 0; i < 3; i++) {
      const { body } = await ask((stream) => stream.respondWithFD(descriptor));
      assert.ok(body.equals(pattern(70000)));
    }
    fs.closeSync(descriptor);
  });

  it('that is closed in the middle resets the stream', async () => {
    const descriptor = fs.openSync(makeFile('big', pattern(1000000)));
    const { error, body } = await ask((stream) => {
      stream.respondWithFD(descriptor);
      fs.closeSync(descriptor);
    });
    assert.strictEqual(error, INTERNAL_ERROR);
    assert.ok(body.length < 1000000);
  });
});

describe('A FileHandle', () => {
  useFiles();

  it('is sent, and stays open', async () => {
    const handle = await fs.promises.open(makeFile('handle', pattern(200000)));
    const { body } = await ask((stream) => stream.respondWithFD(handle, {}, { offset: 5 }));
    assert.ok(handle.fd > 0);
    assert.strictEqual(handle.listenerCount('close'), 0);
    await handle.close();
    assert.ok(body.equals(pattern(200000 - 5, 5)));
  });

  it('has a statCheck as others have', async () => {
    const handle = await fs.promises.open(makeFile('handle'));
    const { headers } = await ask((stream) => stream.respondWithFD(handle, {}, {
      statCheck(stat, sent) { sent['x-size'] = stat.size; },
    }));
    await handle.close();
    assert.strictEqual(headers['x-size'], '1000');
  });

  it('that was closed before resets the stream', async () => {
    const handle = await fs.promises.open(makeFile('handle'));
    await handle.close();
    const { error } = await ask((stream) => stream.respondWithFD(handle));
    assert.strictEqual(error, INTERNAL_ERROR);
  });

  it('that is closed in the middle resets the stream', async () => {
    const handle = await fs.promises.open(makeFile('handle', pattern(1000000)));
    let closed;
    const { error, body, notes } = await ask((stream) => {
      stream.respondWithFD(handle);
      closed = handle.close();
    });
    await closed;
    assert.strictEqual(error, INTERNAL_ERROR);
    assert.ok(body.length < 1000000);
    assert.deepStrictEqual(notes, ['finish', 'error ERR_HTTP2_STREAM_ERROR', 'close 2']);
  });
});

describe('A pipe', () => {
  useFiles();

  async function sendPipe(options) {
    const fifo = `${makeFile('beside')}-fifo`;
    fs.rmSync(fifo, { force: true });
    execFileSync('mkfifo', [fifo]);
    const writer = spawn('sh', ['-c', '{ echo first; read wait; echo second; } > "$0"', fifo]);
    const descriptor = fs.openSync(fifo);
    const got = await ask((stream) => {
      stream.respondWithFD(descriptor, {}, options);
      setImmediate(() => writer.stdin.end('\n'));
    });
    fs.closeSync(descriptor);
    writer.stdin.destroy();
    if (writer.exitCode === null) await once(writer, 'exit');
    return got;
  }

  it('is sent from where it stands with a negative offset', async () => {
    const { body, error } = await sendPipe({ offset: -1 });
    assert.strictEqual(body.toString(), 'first\nsecond\n');
    assert.strictEqual(error, 0);
  });

  it('is sent to the length that was asked for', async () => {
    assert.strictEqual((await sendPipe({ offset: -1, length: 8 })).body.toString(), 'first\nse');
  });

  // To the builtin that is an offset, and an error.
  if (!builtin) {
    it('needs no offset', async () => {
      assert.strictEqual((await sendPipe()).body.toString(), 'first\nsecond\n');
    });

    it('is let go of when its stream is closed while it is silent', async () => {
      const fifo = `${makeFile('beside')}-silent`;
      execFileSync('mkfifo', [fifo]);
      const descriptor = fs.openSync(fifo, fs.constants.O_RDWR);
      const { error } = await ask((stream) => {
        stream.respondWithFD(descriptor);
        setImmediate(() => stream.close(8));
      });
      assert.strictEqual(error, 8);
      fs.closeSync(descriptor);
    });
  }
});
