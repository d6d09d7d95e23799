'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { createServer } = require('../../support/impl');
const { ask } = require('../../support/answering');
const { closeEverything, connect, listen } = require('../../support/listening');

const FILE = __filename;
const CONTENT = fs.readFileSync(FILE, 'utf8');
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** What a client gets from a server that handles streams like that. */
async function answerOf(onStream) {
  const server = createServer();
  server.on('stream', onStream);
  return ask(connect(await listen(server)));
}

describe('The samples of files', () => {
  afterEach(closeEverything);

  it('send a descriptor', async () => {
    const { headers, body } = await answerOf((stream) => {
      const fd = fs.openSync(FILE, 'r');

      const stat = fs.fstatSync(fd);
      const head = {
        'content-length': stat.size,
        'last-modified': stat.mtime.toUTCString(),
        'content-type': 'text/plain; charset=utf-8',
      };
      stream.respondWithFD(fd, head);
      stream.on('close', () => fs.closeSync(fd));
    });
    assert.strictEqual(headers['content-length'], String(CONTENT.length));
    assert.strictEqual(headers['last-modified'], fs.statSync(FILE).mtime.toUTCString());
    assert.strictEqual(body, CONTENT);
  });

  it('send a descriptor and trailers', async () => {
    const { body, trailers } = await answerOf((stream) => {
      const fd = fs.openSync(FILE, 'r');

      const stat = fs.fstatSync(fd);
      stream.respondWithFD(fd, { ...TEXT, 'content-length': stat.size }, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ ABC: 'some value to send' });
      });

      stream.on('close', () => fs.closeSync(fd));
    });
    assert.strictEqual(body, CONTENT);
    assert.deepStrictEqual(trailers, { abc: 'some value to send' });
  });

  for (const [title, file, status] of [
    ['send a file', FILE, 200], ['answer 404 for a file that is missing', `${FILE}.missing`, 404],
    ['answer 500 for a directory', path.dirname(FILE), 500],
  ]) {
    it(title, async () => {
      const { headers, body } = await answerOf((stream) => {
        function statCheck(stat, head) {
          head['last-modified'] = stat.mtime.toUTCString();
        }

        function onError(err) {
          // stream.respond() can throw if the stream has been destroyed by
          // the other side.
          try {
            if (err.code === 'ENOENT') {
              stream.respond({ ':status': 404 });
            } else {
              stream.respond({ ':status': 500 });
            }
          } catch (error) {
            // Perform actual error handling.
            console.error(error);
          }
          stream.end();
        }

        stream.respondWithFile(file, TEXT, { statCheck, onError });
      });
      assert.strictEqual(headers[':status'], status);
      assert.strictEqual(body, status === 200 ? CONTENT : '');
      assert.strictEqual('last-modified' in headers, status === 200);
    });
  }

  it('answer 304 from statCheck', async () => {
    const { headers, body } = await answerOf((stream) => {
      function statCheck() {
        // Check the stat here...
        stream.respond({ ':status': 304 });
        return false; // Cancel the send operation
      }
      stream.respondWithFile(FILE, TEXT, { statCheck });
    });
    assert.strictEqual(headers[':status'], 304);
    assert.strictEqual(body, '');
  });

  it('send a file and trailers', async () => {
    const { body, trailers } = await answerOf((stream) => {
      stream.respondWithFile(FILE, TEXT, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ ABC: 'some value to send' });
      });
    });
    assert.strictEqual(body, CONTENT);
    assert.deepStrictEqual(trailers, { abc: 'some value to send' });
  });
});
