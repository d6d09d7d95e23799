'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const builtinHttp2 = require('node:http2');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin, itIsWanted, olderThan, wanted } = require('../../support/oracle');

const FIELDS = { 'x-open': 'a', 'x-secret': 'b' };

/** The names that a client finds marked in the headers of a server's answer. */
async function answered(answer, event = 'response') {
  const server = await listen(http2.createServer());
  server.on('stream', answer);
  const request = connect(server).request({ ':path': '/' }).resume();
  const closed = once(request, 'close');
  const [headers] = await once(request, event);
  // An older builtin aborts when a connection ends in the middle of a file.
  await closed;
  return headers[http2.sensitiveHeaders];
}

async function pushed(headers) {
  const server = await listen(http2.createServer());
  server.on('stream', (stream) => {
    stream.pushStream(headers, (error, push) => push.respond({}, { endStream: true }));
    stream.respond({}, { endStream: true });
  });
  const session = connect(server);
  session.request({ ':path': '/' }).resume();
  const [, promised] = await once(session, 'stream');
  return promised[http2.sensitiveHeaders];
}

async function requested(headers) {
  const server = await listen(http2.createServer());
  connect(server).request(headers).on('error', () => {});
  const [, received] = await once(server, 'stream');
  return received[http2.sensitiveHeaders];
}

function sendTrailers(stream, headers) {
  stream.respond({}, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(headers));
  stream.end('body');
}

function inform(stream, headers) {
  stream.additionalHeaders({ ':status': 103, ...headers });
  stream.respond({}, { endStream: true });
}

function respondWithDescriptor(stream, headers) {
  const descriptor = fs.openSync(__filename);
  stream.respondWithFD(descriptor, headers);
  stream.on('close', () => fs.closeSync(descriptor));
}

/** Every method that takes headers, as an object. */
const METHODS = {
  'respond()': (headers) => answered((stream) => stream.respond(headers, { endStream: true })),
  'respondWithFile()': (headers) => answered((stream) => stream.respondWithFile(__filename, headers)),
  'respondWithFD()': (headers) => answered((stream) => respondWithDescriptor(stream, headers)),
  'additionalHeaders()': (headers) => answered((stream) => inform(stream, headers), 'headers'),
  'sendTrailers()': (headers) => answered((stream) => sendTrailers(stream, headers), 'trailers'),
  'pushStream()': pushed,
  'request()': requested,
};

const ARRAY_METHODS = ['respond()', 'request()'];

const marked = (symbol) => ({ ...FIELDS, [symbol]: ['x-secret'] });
const markedArray = (symbol) =>
  Object.assign(Object.entries(FIELDS).flat(), { [symbol]: ['x-secret'] });

describe('Headers for', () => {
  afterEach(closeEverything);

  for (const [name, send] of Object.entries(METHODS)) {
    it(`${name} name the sensitive ones under the symbol of the module`, async () => {
      assert.deepStrictEqual(await send(marked(http2.sensitiveHeaders)), ['x-secret']);
    });

    itIsWanted('Headers', `${name} may have the symbol of the builtin`, async () => {
      assert.deepStrictEqual(await send(marked(builtinHttp2.sensitiveHeaders)), ['x-secret']);
    });

    it(`${name} may have other symbols, which mean nothing`, async () => {
      assert.deepStrictEqual(await send(marked(Symbol('other'))), []);
    });
  }

  for (const name of ARRAY_METHODS) {
    // An older builtin takes no arrays.
    if (olderThan(22)) continue;
    it(`${name} name the sensitive ones in an array too`, async () => {
      const names = await METHODS[name](markedArray(http2.sensitiveHeaders));
      assert.deepStrictEqual(names, ['x-secret']);
    });

    itIsWanted('Headers', `${name} may have the symbol of the builtin in an array too`, async () => {
      const names = await METHODS[name](markedArray(builtinHttp2.sensitiveHeaders));
      assert.deepStrictEqual(names, ['x-secret']);
    });
  }

  it('any method name under all symbols together what is sensitive', async () => {
    const headers = {
      ...FIELDS, [http2.sensitiveHeaders]: ['x-open'],
      [Symbol('sensitiveHeaders')]: ['X-Secret'],
    };
    const all = ['x-open', 'x-secret'];
    assert.deepStrictEqual(await METHODS['respond()'](headers),
      builtin ? ['x-open'] : wanted('Headers', all));
  });

  it('any method may have something else than names under such a symbol', async () => {
    assert.deepStrictEqual(
      await METHODS['respond()']({ ...FIELDS, [Symbol('sensitiveHeaders')]: true }), []);
  });

  it('any method are marked anew for each call', async () => {
    const send = METHODS['request()'];
    const symbol = builtin ? http2.sensitiveHeaders : builtinHttp2.sensitiveHeaders;
    const outcomes = [];
    for (const headers of [FIELDS, marked(symbol), FIELDS]) outcomes.push(await send(headers));
    assert.deepStrictEqual(outcomes, [[], ['x-secret'], []]);
  });

  it('any method show what is sensitive in sentHeaders', async () => {
    let sent;
    const symbol = builtin ? http2.sensitiveHeaders : builtinHttp2.sensitiveHeaders;
    await answered((stream) => {
      stream.respond(marked(symbol), { endStream: true });
      sent = stream.sentHeaders[http2.sensitiveHeaders];
    });
    assert.deepStrictEqual(sent, ['x-secret']);
  });
});
