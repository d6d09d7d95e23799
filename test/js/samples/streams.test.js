'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { ask } = require('../../support/answering');
const { bodyOf, textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

const { createServer } = http2;

/** A session to a new server that handles streams like that. */
async function serving(onStream) {
  const server = createServer();
  server.on('stream', onStream);
  return connect(await listen(server));
}

describe('The samples of streams', () => {
  afterEach(closeEverything);

  it('respond and end', async () => {
    const client = await serving((stream) => {
      stream.respond({ ':status': 200 });
      stream.end('some data');
    });
    assert.strictEqual((await ask(client)).body, 'some data');
  });

  it('send trailers when they are wanted', async () => {
    const client = await serving((stream) => {
      stream.respond(undefined, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ xyz: 'abc' });
      });
      stream.end('Hello World');
    });
    const { body, trailers } = await ask(client);
    assert.strictEqual(body, 'Hello World');
    assert.deepStrictEqual(trailers, { xyz: 'abc' });
  });

  it('send trailers with an upper-case name in lower case', async () => {
    const client = await serving((stream) => {
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ ABC: 'some value to send' });
      });
      stream.end('some data');
    });
    assert.deepStrictEqual((await ask(client)).trailers, { abc: 'some value to send' });
  });

  it('cancel a stream without activity', async () => {
    const client = await serving((stream) => stream.on('error', () => {}));
    const { NGHTTP2_CANCEL } = http2.constants;
    const req = client.request({ ':path': '/' });

    // Cancel the stream if there's no activity after 20 milliseconds
    req.setTimeout(20, () => req.close(NGHTTP2_CANCEL));
    await once(req, 'close');
    assert.strictEqual(req.rstCode, NGHTTP2_CANCEL);
  });

  it('hear of informational headers', async () => {
    const client = await serving((stream) => {
      stream.additionalHeaders({ ':status': 102, 'more': 'to come' });
      stream.respond();
      stream.end();
    });
    const stream = client.request();
    const [headers] = await once(stream, 'headers');
    assert.strictEqual(headers.more, 'to come');
  });

  it('push a response, and take it', async () => {
    const client = await serving((stream) => {
      stream.respond({ ':status': 200 });
      stream.pushStream({ ':path': '/' }, (err, pushStream) => {
        if (err) throw err;
        pushStream.respond({ ':status': 200 });
        pushStream.end('some pushed data');
      });
      stream.end('some data');
    });
    const pushed = new Promise((resolve) => {
      client.on('stream', (pushedStream, requestHeaders) => {
        let status;
        let data = '';
        pushedStream.on('push', (responseHeaders) => { status = responseHeaders[':status']; });
        pushedStream.on('data', (chunk) => { data += chunk; });
        pushedStream.on('end', () => resolve({ path: requestHeaders[':path'], status, data }));
      });
    });
    const req = client.request({ ':path': '/' });
    assert.strictEqual(await textOf(req), 'some data');
    assert.deepStrictEqual(await pushed, { path: '/', status: 200, data: 'some pushed data' });
  });

  it('send several values of one name', async () => {
    const client = await serving((stream) => {
      const headers = {
        ':status': '200',
        'content-type': 'text-plain',
        'ABC': ['has', 'more', 'than', 'one', 'value'],
      };
      stream.respond(headers);
      stream.end();
    });
    const { headers } = await ask(client);
    assert.strictEqual(headers[':status'], 200);
    assert.strictEqual(headers.abc, 'has, more, than, one, value');
  });

  it('find no header under its upper-case name', async () => {
    let seen;
    const client = await serving((stream, headers) => {
      seen = [headers[':path'], headers.ABC, headers.abc];
      stream.respond();
      stream.end();
    });
    await bodyOf(client.request({ ':path': '/there', 'ABC': 'x' }));
    assert.deepStrictEqual(seen, ['/there', undefined, 'x']);
  });

  it('mark sensitive headers', async () => {
    const client = await serving((stream) => {
      const headers = {
        ':status': '200',
        'content-type': 'text-plain',
        'cookie': 'some-cookie',
        'other-sensitive-header': 'very secret data',
        [http2.sensitiveHeaders]: ['cookie', 'other-sensitive-header'],
      };

      stream.respond(headers);
      stream.end();
    });
    const stream = client.request();
    const [headers] = await once(stream, 'response');
    assert.deepStrictEqual(headers[http2.sensitiveHeaders], ['cookie', 'other-sensitive-header']);
    assert.strictEqual(headers['other-sensitive-header'], 'very secret data');
    await bodyOf(stream);
  });
});
