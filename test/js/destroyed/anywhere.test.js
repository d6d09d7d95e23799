'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { openDescriptors } = require('../../support/descriptors');
const { closeEverything } = require('../../support/listening');
const { withoutListeners } = require('../../support/process-events');
const { TRANSPORTS } = require('../../support/transports');
const { Conversation, EVENTS, ofCompat } = require('./conversation');

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR } = http2.constants;

// What can be done to a part of the conversation.
const TO_STREAM = {
  'close()': (stream) => stream.close(),
  'close(NO_ERROR)': (stream) => stream.close(NGHTTP2_NO_ERROR),
  'close(CANCEL)': (stream) => stream.close(NGHTTP2_CANCEL),
  'destroy()': (stream) => stream.destroy(),
  'destroy(error)': (stream) => stream.destroy(new Error('mine')),
};
const TO_SESSION = {
  'close()': (session) => session.close(),
  'destroy()': (session) => session.destroy(),
  'destroy(error)': (session) => session.destroy(new Error('mine')),
  'goaway()': (session) => { if (!session.destroyed) session.goaway(); },
};
const TO_SOCKET = {
  'end()': (socket) => socket.end(),
  'destroy()': (socket) => socket.destroy(),
  'destroy(error)': (socket) => socket.destroy(new Error('mine')),
};

const on = (name, acts) => Object.entries(acts).map(([what, act]) => ({
  title: `${name}.${what}`,
  name,
  act: ({ parts }) => { if (parts.has(name)) act(parts.get(name)); },
}));

// A listener that throws keeps those behind it from running: the conversation stops there, and
// `stops` says so. So does a handler that takes all away with nothing left to end it.
const ACTS = [
  ...['server stream', 'client stream', 'pushing stream', 'pushed stream', 'request', 'response']
    .flatMap((name) => on(name, name === 'request' || name === 'response' ?
      { 'destroy()': TO_STREAM['destroy()'], 'destroy(error)': TO_STREAM['destroy(error)'] } : TO_STREAM)),
  ...['server session', 'client session'].flatMap((name) => on(name, TO_SESSION)),
  ...['server socket', 'client socket'].flatMap((name) => on(name, TO_SOCKET)),
  ...on('server', { 'close()': (server) => server.close() }),
  { title: 'an AbortSignal', act: ({ controller }) => controller.abort() },
  { title: 'a throw', act: () => { throw new Error('mine'); }, stops: true },
];

// A server answers with one API or with the other. A listener of a socket that throws hides its event
// from the session.
function takesPart({ name, stops }, place, event) {
  if (stops && (event === 'connection' || place.endsWith('socket'))) return false;
  if (name === undefined || /session|socket|client stream|^server$/.test(name)) return true;
  return ofCompat(name) === ofCompat(place);
}

const waysAt = (place, event) => ACTS.filter((way) => takesPart(way, place, event));

/** Lets the conversation run, and does this once, at this event; resolves to the conversation. */
async function converse(transport, place, event, { act, stops }) {
  let done = false;
  const conversation = new Conversation({ transport, compat: ofCompat(place) }, (name, what) => {
    if (done || name !== place || what !== event) return;
    done = true;
    act(conversation);
  });
  await conversation.begin();
  if (stops) await turns(20);
  await conversation.end({ atOnce: stops });
  return conversation;
}

async function turns(count) {
  for (let i = 0; i < count; i++) await new Promise(setImmediate);
}

/** What is still there after garbage collections. */
async function kept(references) {
  for (let i = 0; i < 30 && references.some((reference) => reference.deref()); i++) {
    await turns(3);
    globalThis.gc();
  }
  return references.map((reference) => reference.deref()?.constructor.name).filter(Boolean);
}

for (const transport of TRANSPORTS) {
  describe(`Over ${transport}, all closes once, and nothing is kept, when it is ended at`, function () {
    this.timeout(60_000);
    afterEach(closeEverything);
    // What the first connection of a process opens besides stays open.
    before(() => converse(transport, 'server', 'session', { act: () => {} }));

    for (const [place, events] of Object.entries(EVENTS)) {
      for (const event of events) {
        it(`'${event}' of the ${place} in every way`, async () => {
          const before = openDescriptors();
          const references = [];
          await withoutListeners('uncaughtException', async () => {
            process.on('uncaughtException', ({ message }) => assert.strictEqual(message, 'mine'));
            for (const way of waysAt(place, event)) {
              const conversation = await within(5000, way.title, converse(transport, place, event, way));
              for (const [name, count] of conversation.closes) {
                assert.strictEqual(count, 1, `${way.title}: 'close' of the ${name} came ${count} times`);
              }
              for (const part of conversation.parts.values()) references.push(new WeakRef(part));
              await closeEverything();
            }
          });
          assert.deepStrictEqual(await kept(references), []);
          assert.ok(openDescriptors() <= before);
        });
      }
    }
  });
}

/** Fails with the title of what takes too long. */
function within(ms, title, work) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${title} never ends`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
