'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const builtin = require('node:http2');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { closeEverything, closeLater, listen, originOf } = require('../../support/listening');

const DIRECTIONS = {
  'A client of ours and the server of node:http2': { ours: http2, theirs: builtin },
  'A server of ours and the client of node:http2': { ours: builtin, theirs: http2 },
};
const CREATE = {
  h2c: (module) => module.createServer(),
  TLS: (module) => module.createSecureServer(certificate),
};

for (const [title, { ours: client, theirs: server }] of Object.entries(DIRECTIONS)) {
  for (const [way, create] of Object.entries(CREATE)) {
    describe(`${title} over ${way}`, () => {
      let listening;
      let session;

      beforeEach(async () => {
        listening = await listen(create(server));
        const origin = originOf(listening).replace('localhost', '127.0.0.1');
        session = closeLater(client.connect(origin, { rejectUnauthorized: false }));
      });
      afterEach(closeEverything);

      it('exchange headers, bodies and trailers', async () => {
        listening.on('stream', (stream, headers) => {
          stream.respond({ 'x-method': headers[':method'] }, { waitForTrailers: true });
          stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
          stream.pipe(stream);
        });
        const stream = session.request({ ':method': 'POST' });
        stream.end(Buffer.alloc(300000, 'ab'));
        const [[headers], [trailers], body] = await Promise.all([
          once(stream, 'response'), once(stream, 'trailers'), bodyOf(stream),
        ]);
        assert.strictEqual(headers['x-method'], 'POST');
        assert.strictEqual(trailers['x-sum'], 'abc');
        assert.ok(body.equals(Buffer.alloc(300000, 'ab')));
      });

      it('carry five hundred streams', async () => {
        listening.on('stream', (stream, headers) => {
          stream.respond();
          stream.end(headers[':path']);
        });
        const texts = await Promise.all(Array.from({ length: 500 }, (_, i) =>
          textOf(session.request({ ':path': `/${i}` }))));
        assert.deepStrictEqual(texts, Array.from({ length: 500 }, (_, i) => `/${i}`));
      });

      it('see resets with their codes', async () => {
        listening.on('stream', (stream) => {
          stream.on('error', () => {});
          stream.close(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
        });
        const stream = session.request();
        const [error] = await once(stream, 'error');
        assert.strictEqual(error.message,
          'Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM');
        assert.strictEqual(stream.rstCode, http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
      });

      it('exchange PING and SETTINGS', async () => {
        await once(session, 'remoteSettings');
        await new Promise((resolve) => { session.ping(resolve); });
        await new Promise((resolve) => { session.settings({ maxFrameSize: 20000 }, resolve); });
        assert.strictEqual(session.localSettings.maxFrameSize, 20000);
      });

      it('close gracefully', async () => {
        const served = once(listening, 'session');
        listening.on('stream', (stream) => { stream.respond(); stream.end('last'); });
        assert.strictEqual(await textOf(session.request()), 'last');
        const [serverSession] = await served;
        const closed = Promise.all([once(session, 'close'), once(serverSession, 'close')]);
        session.close();
        await closed;
      });
    });
  }
}
