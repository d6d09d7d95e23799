'use strict';

const assert = require('node:assert');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { closeEverything, listen, originOf } = require('../../support/listening');
const { run } = require('../../support/program');

const SERVERS = {
  h2c: () => http2.createServer(),
  TLS: () => http2.createSecureServer(certificate),
};

for (const [way, create] of Object.entries(SERVERS)) {
  describe(`Of nghttp2's clients over ${way},`, () => {
    afterEach(closeEverything);

    const urlOf = (server) => originOf(server).replace('localhost', '127.0.0.1');

    it('nghttp gets a body and trailers', async () => {
      const server = await listen(create());
      server.on('stream', (stream) => {
        stream.respond({}, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
        stream.end('hello nghttp');
      });
      const { status, stdout } = await run('nghttp', ['-v', urlOf(server)]);
      assert.strictEqual(status, 0);
      assert.match(stdout, /hello nghttp/);
      assert.match(stdout, /x-sum: abc/);
    });

    it('nghttp asks for ten things at once', async () => {
      const server = await listen(create());
      server.on('stream', (stream) => { stream.respond(); stream.end('ten,'); });
      const { stdout } = await run('nghttp', ['-m', '10', urlOf(server)]);
      assert.strictEqual(stdout, 'ten,'.repeat(10));
    });

    it('h2load makes 5,000 requests, none of which fails', async () => {
      const server = await listen(create());
      server.on('stream', (stream) => { stream.respond(); stream.end('hello'); });
      const { stdout } = await run('h2load',
        ['-n', '5000', '-c', '5', '-m', '20', urlOf(server)]);
      assert.match(stdout, /5000 total, 5000 started, 5000 done, 5000 succeeded, 0 failed/);
    });
  });
}
