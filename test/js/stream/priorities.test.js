'use strict';

// The order in which a server sends responses (RFC 9218).

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { serverOver, TRANSPORTS } = require('../../support/transports');

const SECTION = 'Reflection';
const PRIORITIES = { extensiblePriorities: true };
const BODY = Buffer.alloc(60_000);
const NO_RFC7540_PRIORITIES = 9;
const PRIORITY_UPDATE = 0x10;

function priorityUpdate(streamId, field) {
  const payload = Buffer.alloc(4 + field.length);
  payload.writeUInt32BE(streamId);
  payload.write(field, 4);
  const head = Buffer.from([0, 0, payload.length, PRIORITY_UPDATE, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

/** A frame peer whose requests a server answers when it has all of them, in the order of their ids. */
async function askedPeer(transport, fields, beforeAnswer = () => {}) {
  const { server, peer } = await serverOver(transport, PRIORITIES);
  const streams = [];
  server.on('stream', async (stream) => {
    if (streams.push(stream) < fields.length) return;
    await beforeAnswer(streams, peer);
    for (const asked of streams) {
      asked.respond();
      asked.end(BODY);
    }
  });
  peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 1_000_000 });
  peer.send(...fields.map((priority, index) => ({
    type: 'HEADERS', streamId: 2 * index + 1, headers: [...GET, ['priority', priority]], endStream: true,
  })));
  return peer;
}

/** The streams in the order in which their bodies ended. */
async function orderOfEnds(peer, count) {
  const order = [];
  while (order.length < count) order.push((await peer.until('DATA', { endStream: true })).streamId);
  return order;
}

async function exchange(options, requestOptions) {
  const server = await listen(http2.createServer(PRIORITIES));
  const client = connect(server, options);
  const asked = once(server, 'stream');
  const request = client.request({}, requestOptions);
  const [stream, headers] = await asked;
  return { request, stream, headers };
}

describe('Responses of a server with extensiblePriorities', () => {
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    itIsWanted(SECTION, `are sent in the order of their urgency over ${transport}`, async () => {
      const peer = await askedPeer(transport, ['u=6', 'u=1', 'u=3']);
      assert.deepStrictEqual(await orderOfEnds(peer, 3), [3, 5, 1]);
    });
  }

  itIsWanted(SECTION, 'go by a PRIORITY_UPDATE', async () => {
    const peer = await askedPeer('TCP', ['u=1', 'u=6'], async ([, second], client) => {
      client.sendBytes(priorityUpdate(3, 'u=0, i'));
      client.send({ type: 'PING', data: Buffer.alloc(8) });
      await once(second.session, 'ping');
      assert.strictEqual(second.urgency, 0);
      assert.strictEqual(second.incremental, true);
    });
    assert.deepStrictEqual(await orderOfEnds(peer, 2), [3, 1]);
  });

  itIsWanted(SECTION, 'go by a PRIORITY_UPDATE that came before its request', async () => {
    const { server, peer } = await serverOver('TCP', PRIORITIES);
    const asked = once(server, 'stream');
    peer.sendBytes(priorityUpdate(1, 'u=0, i'));
    peer.send({ type: 'HEADERS', streamId: 1, headers: [...GET, ['priority', 'u=6']], endStream: true });
    const [stream] = await asked;
    assert.deepStrictEqual([stream.urgency, stream.incremental], [0, true]);
  });

  itIsWanted(SECTION, 'go by the urgency that the server sets', async () => {
    const peer = await askedPeer('TCP', ['u=1', 'u=6'], ([, second]) => { second.urgency = 0; });
    assert.deepStrictEqual(await orderOfEnds(peer, 2), [3, 1]);
  });

  itIsWanted(SECTION, 'are announced by SETTINGS_NO_RFC7540_PRIORITIES', async () => {
    const { peer } = await serverOver('TCP', PRIORITIES);
    assert.strictEqual(peer.isEnded, false);
    const server = await listen(http2.createServer(PRIORITIES));
    const client = connect(server, { remoteCustomSettings: [NO_RFC7540_PRIORITIES] });
    const [settings] = await once(client, 'remoteSettings');
    assert.deepStrictEqual(settings.customSettings, { [NO_RFC7540_PRIORITIES]: 1 });
  });
});

describe('The priority of a stream', () => {
  afterEach(closeEverything);

  itIsWanted(SECTION, 'is what request() asks for', async () => {
    const { request, stream, headers } = await exchange({}, { priority: { urgency: 1, incremental: true } });
    assert.strictEqual(headers.priority, 'u=1, i');
    for (const { urgency, incremental } of [request, stream]) {
      assert.deepStrictEqual({ urgency, incremental }, { urgency: 1, incremental: true });
    }
  });

  itIsWanted(SECTION, 'is 3 and not incremental when nobody says so', async () => {
    const { request, stream, headers } = await exchange();
    assert.strictEqual(headers.priority, undefined);
    for (const { urgency, incremental } of [request, stream]) {
      assert.deepStrictEqual({ urgency, incremental }, { urgency: 3, incremental: false });
    }
  });

  itIsWanted(SECTION, 'reaches the server when a client changes it', async () => {
    const { request, stream } = await exchange();
    request.urgency = 5;
    request.session.ping(() => {});
    await once(stream.session, 'ping');
    assert.strictEqual(stream.urgency, 5);
    assert.strictEqual(request.urgency, 5);
  });

  itIsWanted(SECTION, 'must be in its range', async () => {
    const { request } = await exchange();
    assert.throws(() => { request.urgency = 8; }, { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => { request.incremental = 1; }, { code: 'ERR_INVALID_ARG_TYPE' });
    const ask = (priority) => () => request.session.request({}, { priority });
    assert.throws(ask({ urgency: -1 }), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(ask(1), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});
