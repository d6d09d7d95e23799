'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('native-http2/legacy');
const { ask } = require('../../support/answering');
const { early } = require('../../support/early-api');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

describe('Errors of the early API', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  /** A session to a port that nobody listens on. */
  async function unconnected() {
    const server = await listen(net.createServer());
    const { port } = server.address();
    await new Promise((resolve) => { server.close(resolve); });
    return closeLater(http2.connect(`http://127.0.0.1:${port}`));
  }

  it('of a socket are socketError of its session, and no error', async () => {
    const session = await unconnected();
    session.on('error', () => assert.fail('an error'));
    const [[error, socket]] = await Promise.all([once(session, 'socketError'), closeOf(session)]);
    assert.strictEqual(error.code, 'ECONNREFUSED');
    assert.ok(socket instanceof net.Socket);
  });

  it('of a socket are an error of its session when nobody listens for socketError', async () => {
    const [error] = await once(await unconnected(), 'error');
    assert.strictEqual(error.code, 'ECONNREFUSED');
  });

  it('of a socket are socketError of the server, and no sessionError', async () => {
    const server = await listen(http2.createServer());
    server.on('sessionError', () => assert.fail('a sessionError'));
    const failed = new Promise((resolve) => {
      server.on('socketError', (error, socket) => resolve([error.message, socket instanceof net.Socket]));
    });
    const session = once(server, 'session');
    const accepted = once(server, 'connection');
    early(server).on('error', () => {});
    const [[ours], [socket]] = await Promise.all([session, accepted]);
    const closed = closeOf(ours);
    socket.destroy(new Error('lost'));
    assert.deepStrictEqual(await failed, ['lost', true]);
    await closed;
  });

  it('of a session are its error, and the sessionError of the server', async () => {
    const server = await listen(http2.createServer());
    server.on('socketError', () => assert.fail('a socketError'));
    const failed = once(server, 'sessionError');
    server.on('session', (session) => session.destroy(new Error('broken')));
    early(server).on('error', () => {});
    assert.strictEqual((await failed)[0].message, 'broken');
  });

  it('of a stream are streamError of the server, with the stream, which is destroyed', async () => {
    const server = http2.createServer();
    server.on('stream', (stream) => {
      stream.respond();
      stream.destroy(new Error('mine'));
    });
    const failed = new Promise((resolve) => {
      server.on('streamError', (error, stream) => resolve([error.message, stream.id, stream.destroyed]));
    });
    await ask(early(await listen(server)));
    assert.deepStrictEqual(await failed, ['mine', 1, true]);
  });

  it('of a stream reach its own listeners as well', async () => {
    const server = http2.createServer();
    const log = [];
    server.on('stream', (stream) => {
      stream.on('error', () => log.push('error'));
      stream.destroy(new Error('mine'));
    });
    server.on('streamError', () => log.push('streamError'));
    await ask(early(await listen(server)));
    assert.deepStrictEqual(log, ['streamError', 'error']);
  });

  it('of a pushed stream are streamError, too', async () => {
    const server = http2.createServer();
    server.on('stream', (stream) => {
      stream.pushStream({ ':path': '/pushed' }, (pushStream) => pushStream.destroy(new Error('pushed')));
      stream.respond({}, { endStream: true });
    });
    const failed = new Promise((resolve) => { server.on('streamError', (error) => resolve(error.message)); });
    const session = early(await listen(server));
    session.on('stream', (stream) => stream.on('error', () => {}));
    await ask(session);
    assert.strictEqual(await failed, 'pushed');
  });
});

function closeOf(session) {
  return new Promise((resolve) => { session.on('close', resolve); });
}
