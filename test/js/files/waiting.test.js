'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { FramePeer, GET } = require('../../support/frame-peer');
const { makeSparse, useFiles } = require('../../support/files');
const { closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const SLOTS = 256;
const INITIAL_WINDOW_SIZE = 4;

// The builtin opens any number of files.
if (!builtin) {
  describe('A stream that waits for its turn to open a file', () => {
    useFiles();

    /** A peer that takes nothing holds all of a session's files. */
    async function crowded() {
      const file = makeSparse('long', 2 ** 20, []);
      const server = await listen(http2.createServer());
      const streams = [];
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.respondWithFile(file);
        streams.push(new WeakRef(stream));
      });
      const peer = closeLater(await FramePeer.connect(server.address().port));
      await peer.handshake([[INITIAL_WINDOW_SIZE, 0]]);
      for (let id = 1; id < 2 * SLOTS; id += 2) peer.send(request(id));
      while (streams.length < SLOTS) await new Promise(setImmediate);
      return { peer, streams };
    }

    const request = (streamId) => ({ type: 'HEADERS', streamId, headers: GET, endStream: true });

    it('is forgotten when its client resets it', async () => {
      const { peer, streams } = await crowded();
      const first = 2 * SLOTS + 1;
      for (let id = first; id < first + 40; id += 2) {
        peer.send(request(id), { type: 'RST_STREAM', streamId: id, code: 8 });
      }
      while (streams.length < SLOTS + 20) await new Promise(setImmediate);
      const waiting = streams.slice(SLOTS);
      for (let i = 0; i < 50 && waiting.some((stream) => stream.deref() !== undefined); i++) {
        await new Promise(setImmediate);
        globalThis.gc();
      }
      assert.deepStrictEqual(waiting.filter((stream) => stream.deref() !== undefined), []);
    });

    it('has its turn when another is over', async () => {
      const { peer, streams } = await crowded();
      const first = 2 * SLOTS + 1;
      peer.send(request(first), request(first + 2), { type: 'RST_STREAM', streamId: first, code: 8 });
      while (streams.length < SLOTS + 2) await new Promise(setImmediate);
      const over = once(streams[0].deref(), 'close');
      peer.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
      await over;
      await peer.until('HEADERS', { streamId: first + 2 });
    });
  });
}
