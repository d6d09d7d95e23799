'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { once } = require('node:events');
const { builtin, olderThan } = require('../../support/oracle');
const { ask, makeFile, pattern, useFiles } = require('../../support/files');
const { withoutListeners } = require('../../support/process-events');

/** Both methods, over one file. */
const METHODS = {
  respondWithFile: (file) => ({
    respond: (stream, headers, options) => stream.respondWithFile(file, headers, options),
    close: () => {},
  }),
  respondWithFD: (file) => {
    const descriptor = fs.openSync(file);
    return {
      respond: (stream, headers, options) => stream.respondWithFD(descriptor, headers, options),
      close: () => fs.closeSync(descriptor),
    };
  },
};

for (const [method, open] of Object.entries(METHODS)) {
  describe(`The statCheck of ${method}()`, () => {
    useFiles();

    async function check(statCheck, options) {
      const { respond, close } = open(makeFile('checked'));
      const got = await ask((stream, notes) => {
        respond(stream, { 'x-a': 'b' }, { ...options, statCheck: statCheck.bind(undefined, stream, notes) });
      });
      close();
      return got;
    }

    it('sees the file and the headers, and may change them', async () => {
      const { headers, body, notes } = await check((stream, log, stat, sent) => {
        log.push(`${stat instanceof fs.Stats} ${stat.size} ${Object.keys(sent)} ${stream.headersSent}`);
        sent['x-size'] = stat.size;
        sent[':status'] = 206;
      });
      assert.deepStrictEqual(notes, ['true 1000 x-a,:status,date false', 'finish', 'close 0']);
      assert.strictEqual(headers[':status'], 206);
      assert.strictEqual(headers['x-size'], '1000');
      assert.ok(body.equals(pattern(1000)));
    });

    it('may answer by itself and return false', async () => {
      const { headers, body } = await check((stream) => {
        stream.respond({ ':status': 304 });
        return false;
      });
      assert.strictEqual(headers[':status'], 304);
      assert.strictEqual(body.length, 0);
    });

    it('may return false and answer later', async () => {
      const { body } = await check((stream) => {
        setImmediate(() => stream.end('later'));
        return false;
      });
      assert.strictEqual(body.toString(), 'later');
    });

    it('may answer by itself and forget to return false', async () => {
      const { body } = await check((stream) => { stream.respond(); stream.end('own'); });
      assert.strictEqual(body.toString(), 'own');
    });

    it('goes on for everything else that it returns', async () => {
      for (const verdict of [0, null, '', Promise.resolve(false)]) {
        const { body } = await check(() => verdict);
        assert.ok(body.equals(pattern(1000)));
      }
    });

    it('may close the stream', async () => {
      const { error, headers } = await check((stream) => stream.close(8));
      assert.strictEqual(error, 8);
      assert.strictEqual(headers, undefined);
    });

    // Older builtins throw a TypeError afterwards.
    if (!olderThan(26)) {
      it('may destroy the stream', async () => {
        const { headers, notes } = await check((stream) => stream.destroy());
        assert.strictEqual(headers, undefined);
        assert.deepStrictEqual(notes, ['aborted', 'close 0']);
      });
    }

    it('has the stream as this', async () => {
      const { respond, close } = open(makeFile('this'));
      let self;
      await ask((stream) => {
        respond(stream, {}, { statCheck() { self = this === stream; } });
      });
      close();
      assert.strictEqual(self, true);
    });

    // The builtin leaves the file open.
    if (method === 'respondWithFD' || !builtin) {
      it('is an uncaught exception when it throws', async () => {
        await withoutListeners('uncaughtException', async () => {
          const thrown = once(process, 'uncaughtException');
          const asked = check((stream) => {
            setImmediate(() => stream.close(8));
            throw new Error('of the check');
          });
          assert.strictEqual((await thrown)[0].message, 'of the check');
          assert.strictEqual((await asked).error, 8);
        });
      });
    }

    // The builtin gives them to one method only.
    if (method === 'respondWithFD' || !builtin) {
      it('sees the range, and may change it', async () => {
        let seen;
        const { body } = await check((stream, log, stat, sent, range) => {
          seen = { ...range };
          range.offset += 5;
          range.length = 7;
        }, { offset: 10 });
        assert.deepStrictEqual(seen, { offset: 10, length: -1 });
        assert.ok(body.equals(pattern(7, 15)));
      });
    }

    // The builtin sends the file all the same, which no client accepts.
    if (!builtin) {
      it('sends no body with a status that has none', async () => {
        const { headers, body, error } = await check((stream, log, stat, sent) => {
          sent[':status'] = 304;
        });
        assert.strictEqual(headers[':status'], 304);
        assert.strictEqual(body.length, 0);
        assert.strictEqual(error, 0);
      });
    }
  });
}
