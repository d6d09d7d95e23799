'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const builtin = require('node:http2');
const { promisify } = require('node:util');
const { SERVERS, makeSparse, pattern, receive, sha256, useFiles } = require('../../support/files');
const { closeLater, listen } = require('../../support/listening');

const run = promisify(execFile);
const MEBI = 2 ** 20;
const SIZE = 5 * MEBI;

for (const [over, create] of Object.entries(SERVERS)) {
  describe(`A file over ${over}`, () => {
    useFiles();

    async function serve(options) {
      const file = makeSparse('peers', SIZE, [[0, pattern(70000)], [4 * MEBI, pattern(90000, 3)]]);
      const server = await listen(create());
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.respondWithFile(file, {}, options);
      });
      const whole = fs.readFileSync(file);
      return { url: `${over === 'TLS' ? 'https' : 'http'}://127.0.0.1:${server.address().port}/`, whole };
    }

    it('comes to curl byte for byte', async () => {
      const { url, whole } = await serve();
      const { stdout } = await run('curl',
        ['--silent', '--insecure', '--http2-prior-knowledge', url],
        { encoding: 'buffer', maxBuffer: 2 * SIZE });
      assert.strictEqual(sha256(stdout), sha256(whole));
    });

    it('comes to the client of node:http2 byte for byte, eight at once', async () => {
      const { url, whole } = await serve({ offset: 100, length: 4 * MEBI + 50000 });
      const session = closeLater(builtin.connect(url, { rejectUnauthorized: false }));
      const answers = await Promise.all(Array.from({ length: 8 }, () => receive(session.request())));
      const wanted = sha256(whole.subarray(100, 100 + 4 * MEBI + 50000));
      for (const { body, error } of answers) {
        assert.strictEqual(sha256(body), wanted);
        assert.strictEqual(error, 0);
      }
    });
  });
}
