'use strict';

const assert = require('node:assert');
const path = require('node:path');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { closeEverything, listen } = require('../../support/listening');
const { run } = require('../../support/program');

const authority = path.join(__dirname, '../../support/certificate/localhost-cert.pem');
const WAYS = {
  'over h2c': {
    create: (options) => http2.createServer(options),
    args: ['--http2-prior-knowledge'],
    scheme: 'http',
  },
  'over TLS': {
    create: (options) => http2.createSecureServer({ ...certificate, ...options }),
    args: ['--http2', '--cacert', authority],
    scheme: 'https',
  },
};

for (const [way, { create, args, scheme }] of Object.entries(WAYS)) {
  describe(`curl ${way}`, () => {
    afterEach(closeEverything);

    async function curl(answer, ...more) {
      const server = await listen(create().on('stream', answer));
      const { port } = server.address();
      return run('curl', ['-sS', ...args, ...more, `${scheme}://localhost:${port}/a?b=c`,
        '--resolve', `localhost:${port}:127.0.0.1`]);
    }

    it('gets an answer over HTTP/2', async () => {
      const { status, stdout } = await curl((stream, headers) => {
        stream.respond({ ':status': 200, 'content-type': 'text/plain' });
        stream.end(`${headers[':method']} ${headers[':path']}`);
      }, '-w', ' %{http_version} %{http_code}');
      assert.deepStrictEqual([status, stdout], [0, 'GET /a?b=c 2 200']);
    });

    it('posts a body and gets it back', async () => {
      const body = 'x'.repeat(100000);
      const { status, stdout } = await curl((stream) => {
        stream.respond();
        stream.pipe(stream);
      }, '--data', body);
      assert.strictEqual(status, 0);
      assert.strictEqual(stdout, body);
    });

    it('shows headers of all kinds', async () => {
      const { stdout } = await curl((stream) => {
        stream.additionalHeaders({ ':status': 103, link: '</style.css>' });
        stream.respond({ ':status': 201, 'set-cookie': ['a=1', 'b=2'] });
        stream.end();
      }, '-i');
      assert.match(stdout, /HTTP\/2 103 [^]*link: <\/style.css>/);
      assert.match(stdout, /HTTP\/2 201 [^]*set-cookie: a=1\r\nset-cookie: b=2/);
    });

    it('sees a reset', async () => {
      const { status } = await curl((stream) => {
        stream.on('error', () => {});
        stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      });
      assert.strictEqual(status, 92);
    });

    it('asks with HEAD and gets no body', async () => {
      const { status, stdout } = await curl((stream) => {
        stream.respond({ 'content-length': 5 });
      }, '-I');
      assert.strictEqual(status, 0);
      assert.match(stdout, /content-length: 5/);
    });
  });
}
