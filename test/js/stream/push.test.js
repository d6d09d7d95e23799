'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { Transcript } = require('../../support/transcript');

describe('A pushed stream', () => {
  afterEach(closeEverything);

  const pushing = (push) => async (stream) => {
    stream.pushStream({ ':path': '/pushed' }, (error, pushed, headers) => {
      if (error) throw error;
      push(pushed, headers);
    });
    stream.respond();
    stream.end('main');
  };

  it('comes to the client with its request headers, then its answer', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', pushing((pushed, headers) => {
      assert.strictEqual(headers[':path'], '/pushed');
      assert.strictEqual(headers[':method'], 'GET');
      pushed.respond({ 'x-pushed': 'yes' });
      pushed.end('extra');
    }));
    const client = connect(server);
    const main = textOf(client.request());
    const [stream, requestHeaders] = await once(client, 'stream');
    assert.strictEqual(requestHeaders[':path'], '/pushed');
    assert.strictEqual(stream.id, 2);
    const [[headers], text] = await Promise.all([once(stream, 'push'), textOf(stream)]);
    assert.strictEqual(headers['x-pushed'], 'yes');
    assert.deepStrictEqual([await main, text], ['main', 'extra']);
  });

  it('has the authority and scheme of the request, whatever became of its headers', async () => {
    const server = await listen(http2.createServer());
    const promised = new Promise((resolve) => {
      server.on('stream', (stream, headers) => {
        headers[':authority'] = 'another';
        pushing((pushed, ofPush) => {
          resolve(ofPush);
          pushed.respond({}, { endStream: true });
        })(stream);
      });
    });
    const client = connect(server);
    client.on('stream', (pushed) => pushed.resume());
    client.request({ ':authority': 'example.com' }).resume();
    const headers = await promised;
    assert.strictEqual(headers[':authority'], 'example.com');
    assert.strictEqual(headers[':scheme'], 'http');
  });

  it('is promised before the answer to the request', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', pushing((pushed) => { pushed.respond(); pushed.end('extra'); }));
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const promise = await peer.expect('PUSH_PROMISE', { streamId: 1, promised: 2 });
    assert.ok(promise.headers.some(([name, value]) => name === ':path' && value === '/pushed'));
    await peer.until('HEADERS', { streamId: 1 });
    await peer.until('HEADERS', { streamId: 2 });
  });

  it('may be refused by the client', async () => {
    const server = await listen(http2.createServer());
    const refused = new Promise((resolve) => {
      server.on('stream', pushing((pushed) => {
        pushed.on('error', () => {});
        pushed.on('close', () => resolve(pushed.rstCode));
      }));
    });
    const client = connect(server);
    client.on('stream', (stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM));
    client.on('stream', (stream) => stream.on('error', () => {}));
    client.request().resume();
    assert.strictEqual(await refused, http2.constants.NGHTTP2_REFUSED_STREAM);
  });

  it('is not to be had when the client disabled push', async () => {
    const server = await listen(http2.createServer());
    const outcome = new Promise((resolve) => {
      server.on('stream', (stream) => {
        assert.strictEqual(stream.pushAllowed, false);
        try {
          stream.pushStream({ ':path': '/x' }, () => {});
        } catch (error) {
          resolve(error);
        }
        stream.respond({}, { endStream: true });
      });
    });
    const client = connect(server, { settings: { enablePush: false } });
    client.request().resume();
    const error = await outcome;
    assert.strictEqual(error.code, 'ERR_HTTP2_PUSH_DISABLED');
    assert.strictEqual(error.message, 'HTTP/2 client has disabled push streams');
  });

  it('can not push itself', async () => {
    const server = await listen(http2.createServer());
    const outcome = new Promise((resolve) => {
      server.on('stream', pushing((pushed) => {
        try {
          pushed.pushStream({ ':path': '/nested' }, () => {});
        } catch (error) {
          resolve(error);
        }
        pushed.respond({}, { endStream: true });
      }));
    });
    const client = connect(server);
    client.on('stream', (stream) => stream.resume());
    client.request().resume();
    assert.strictEqual((await outcome).code, 'ERR_HTTP2_NESTED_PUSH');
  });

  it('of a HEAD request has no body to write', async () => {
    const server = await listen(http2.createServer());
    const ended = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/x', ':method': 'HEAD' }, (error, pushed) => {
          pushed.respond();
          resolve(pushed.writableEnded);
        });
        stream.respond({}, { endStream: true });
      });
    });
    const client = connect(server);
    client.on('stream', (stream) => stream.resume());
    client.request().resume();
    assert.strictEqual(await ended, true);
  });

  for (const [title, headers, options, headRequest] of [
    ['of a HEAD request', { ':method': 'HEAD' }, {}, true],
    ['with endStream', {}, { endStream: true }, false],
  ]) {
    it(`${title} has finished from the start, on both sides`, async () => {
      const server = await listen(http2.createServer());
      const transcript = new Transcript();
      const state = ({ writable, writableEnded, writableFinished }) =>
        `writable ${writable}, ended ${writableEnded}, finished ${writableFinished}`;
      let over;
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/x', ...headers }, options, (error, pushed) => {
          assert.strictEqual(pushed.headRequest, headRequest);
          transcript.note(state(pushed));
          transcript.stream(pushed, { name: 'server', read: false });
          pushed.respond();
          over = once(pushed, 'close');
        });
        stream.respond({}, { endStream: true });
      });
      const client = connect(server);
      client.request().resume();
      const [pushed] = await once(client, 'stream');
      transcript.note(state(pushed));
      transcript.stream(pushed, { name: 'client' });
      await Promise.all([once(pushed, 'close'), over]);
      const finished = '-- writable false, ended true, finished true';
      const of = (name) => transcript.lines.filter((line) => line.startsWith(name));
      assert.deepStrictEqual(of('--'), [finished, finished]);
      assert.deepStrictEqual(of('server'), ['server end', 'server close rstCode=0']);
      assert.deepStrictEqual(of('client'),
        ['client push', 'client end', 'client close rstCode=0']);
    });
  }

  itIsWanted('Ends of streams and sessions',
    'is sent when the stream that it belongs to ends in the same turn', async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': '/x' }, (error, pushed) => {
          pushed.respond();
          pushed.end('extra');
        });
        stream.destroy();
      });
      const client = connect(server);
      client.request().resume();
      const [pushed] = await once(client, 'stream');
      assert.strictEqual(await textOf(pushed), 'extra');
    });
});
