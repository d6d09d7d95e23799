'use strict';

const assert = require('node:assert');
const events = require('node:events');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');

const { once } = events;

describe('A server that captures rejections', () => {
  before(() => { events.captureRejections = true; });
  after(() => { events.captureRejections = false; });
  afterEach(closeEverything);

  async function answerOf(event, handler) {
    const server = await listen(http2.createServer());
    server.on(event, handler);
    const request = connect(server).request();
    const [[headers], text] = await Promise.all([once(request, 'response'), textOf(request)]);
    return { headers, text };
  }

  it('answers with 500 when a listener of stream fails', async () => {
    const { headers, text } = await answerOf('stream', async () => { throw new Error('x'); });
    assert.deepStrictEqual([headers[':status'], text], [500, '']);
  });

  it('answers with 500 and none of its headers when a listener of request fails', async () => {
    const { headers, text } = await answerOf('request', async (req, res) => {
      res.setHeader('x-own', 'yes');
      throw new Error('x');
    });
    assert.deepStrictEqual([headers[':status'], headers['x-own']], [500, undefined]);
    assert.strictEqual(text, 'Internal Server Error');
  });

  for (const [when, late] of [['fails', false], ['fails later', true]]) {
    it(`breaks off a response that was begun when a listener of request ${when}`, async () => {
      const server = await listen(http2.createServer());
      const log = [];
      server.on('request', async (req, res) => {
        req.on('aborted', () => log.push('aborted'));
        res.on('close', () => log.push('close', res.writableEnded));
        res.write('begun');
        if (late) await once(req, 'end');
        throw new Error('x');
      });
      server.on('request', (req) => req.resume());
      const peer = await peerOf(server);
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.expect('HEADERS', { streamId: 1 });
      await peer.expect('DATA', { streamId: 1, endStream: false });
      await peer.expect('RST_STREAM', { streamId: 1, code: 0 });
      assert.deepStrictEqual(log, ['aborted', 'close', false]);
    });
  }

  it('leaves a response alone that was ended when a listener of request fails', async () => {
    const { headers, text } = await answerOf('request', async (req, res) => {
      res.end('whole');
      throw new Error('x');
    });
    assert.deepStrictEqual([headers[':status'], text], [200, 'whole']);
  });

  it('destroys a stream whose response was begun', async () => {
    const server = await listen(http2.createServer());
    const failed = new Promise((resolve) => {
      server.on('stream', async (stream) => {
        stream.on('error', resolve);
        stream.respond();
        throw new Error('mine');
      });
    });
    const request = connect(server).request();
    request.on('error', () => {});
    request.resume();
    assert.strictEqual((await failed).message, 'mine');
  });

  it('emits error when a listener of session fails', async () => {
    const server = await listen(http2.createServer());
    server.on('session', async () => { throw new Error('mine'); });
    const failed = once(server, 'error');
    connect(server);
    assert.strictEqual((await failed)[0].message, 'mine');
  });

  // A secure server has no answers of its own: the error is told, as by every emitter.
  for (const event of ['stream', 'request', 'session']) {
    it(`emits error when a listener of ${event} of a secure server fails`, async () => {
      const server = await listen(http2.createSecureServer(certificate));
      server.on(event, async () => { throw new Error('mine'); });
      const failed = once(server, 'error');
      connect(server).request().on('error', () => {});
      assert.strictEqual((await failed)[0].message, 'mine');
    });
  }

  it('emits sessionError when a listener of secureConnection fails', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    server.on('secureConnection', async () => { throw new Error('mine'); });
    const failed = once(server, 'sessionError');
    connect(server).on('error', () => {});
    assert.strictEqual((await failed)[0].message, 'mine');
  });

  it('emits tlsClientError when a listener of connection of a secure server fails', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    server.on('connection', async () => { throw new Error('mine'); });
    const failed = once(server, 'tlsClientError');
    connect(server).on('error', () => {});
    assert.strictEqual((await failed)[0].message, 'mine');
  });
});
