'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { once } = require('node:events');
const os = require('node:os');
const path = require('node:path');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { closeEverything, closeLater } = require('../../support/listening');
const { freePort, start } = require('../../support/program');

const certificates = path.join(__dirname, '../../support/certificate');
const WAYS = { h2c: 'http', TLS: 'https' };

for (const [way, scheme] of Object.entries(WAYS)) {
  describe(`A client of nghttpd over ${way}`, () => {
    let folder;
    let nghttpd;
    let session;

    before(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nghttpd-'));
      fs.writeFileSync(path.join(folder, 'hello.txt'), 'hello from nghttpd');
      fs.writeFileSync(path.join(folder, 'big.bin'), Buffer.alloc(3000000, 'nghttpd '));
      const port = await freePort();
      const keys = ['localhost-key.pem', 'localhost-cert.pem']
        .map((name) => path.join(certificates, name));
      const args = ['-a', '127.0.0.1', '-d', folder, '--trailer', 'x-sum: abc', '--echo-upload'];
      nghttpd = await start('nghttpd', way === 'TLS' ?
        [...args, port, ...keys] : [...args, '--no-tls', port], port);
      nghttpd.origin = `${scheme}://127.0.0.1:${port}`;
    });

    after(async () => {
      await nghttpd.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    beforeEach(() => {
      session = closeLater(http2.connect(nghttpd.origin, { rejectUnauthorized: false }));
    });
    afterEach(closeEverything);

    it('gets a small file', async () => {
      const stream = session.request({ ':path': '/hello.txt' });
      const [[headers], text] = await Promise.all([once(stream, 'response'), textOf(stream)]);
      assert.strictEqual(headers[':status'], 200);
      assert.strictEqual(headers['content-length'], '18');
      assert.strictEqual(text, 'hello from nghttpd');
    });

    it('gets a big file', async () => {
      const body = await bodyOf(session.request({ ':path': '/big.bin' }));
      assert.ok(body.equals(Buffer.alloc(3000000, 'nghttpd ')));
    });

    it('gets trailers', async () => {
      const stream = session.request({ ':path': '/hello.txt' });
      stream.resume();
      const [trailers] = await once(stream, 'trailers');
      assert.strictEqual(trailers['x-sum'], 'abc');
    });

    it('sends a body, which is echoed', async () => {
      const stream = session.request({ ':method': 'POST', ':path': '/' });
      stream.end('b'.repeat(200000));
      assert.strictEqual(await textOf(stream), 'b'.repeat(200000));
    });

    it('asks for two hundred files at once', async () => {
      const texts = await Promise.all(Array.from({ length: 200 }, () =>
        textOf(session.request({ ':path': '/hello.txt' }))));
      assert.deepStrictEqual(texts, Array(200).fill('hello from nghttpd'));
    });

    it('closes gracefully', async () => {
      await textOf(session.request({ ':path': '/hello.txt' }));
      const closed = once(session, 'close');
      session.close();
      await closed;
    });
  });
}
