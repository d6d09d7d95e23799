'use strict';

const assert = require('node:assert');
const { AsyncLocalStorage, createHook, executionAsyncId } = require('node:async_hooks');
const { once } = require('node:events');
const { askedClient, greetedClient } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

const ACK = { type: 'SETTINGS', ack: true };

/** What async_hooks see of the PINGs and SETTINGS of both sides, a line for each event. */
class Resources {
  log = [];
  #names = new Map();
  #counts = {};
  #hook = createHook({
    init: (id, type) => {
      if (!/^HTTP2(PING|SETTINGS)$/.test(type)) return;
      this.#counts[type] = (this.#counts[type] ?? 0) + 1;
      this.#names.set(id, `${type.slice(5)} ${this.#counts[type]}`);
      this.#note('init', id);
    },
    before: (id) => this.#note('before', id),
    after: (id) => this.#note('after', id),
    destroy: (id) => this.#note('destroy', id),
  }).enable();

  #note(event, id) {
    if (this.#names.has(id)) this.log.push(`${event} ${this.#names.get(id)}`);
  }

  /** The resource in which the caller runs. */
  get current() {
    return this.#names.get(executionAsyncId());
  }

  /** Resolves to the log when the hooks of destroyed resources have run. */
  async stop() {
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    this.#hook.disable();
    return this.log;
  }

  disable() {
    this.#hook.disable();
  }
}

const ofEach = (log, event) => log.filter((line) => line.startsWith(event));

describe('async_hooks', () => {
  let resources;

  afterEach(async () => {
    resources?.disable();
    await closeEverything();
  });

  it('see each PING once, in which its callback runs', async () => {
    const { client, peer } = await askedClient();
    resources = new Resources();
    const contexts = [];
    client.ping(() => contexts.push(resources.current));
    const done = new Promise((resolve) => {
      client.ping(() => { contexts.push(resources.current); resolve(); });
    });
    for (let i = 0; i < 2; i++) {
      const { data } = await peer.until('PING', { ack: false });
      peer.send({ type: 'PING', ack: true, data });
    }
    await done;
    assert.deepStrictEqual(contexts, ['PING 1', 'PING 2']);
    const log = await resources.stop();
    for (const event of ['init', 'before', 'after', 'destroy']) {
      assert.deepStrictEqual(ofEach(log, event), [`${event} PING 1`, `${event} PING 2`]);
    }
  });

  it('see a PING that is one too many', async () => {
    const { client } = await askedClient({ maxOutstandingPings: 0 });
    resources = new Resources();
    client.ping(() => resources.log.push(`callback in ${resources.current}`));
    assert.deepStrictEqual(await resources.stop(),
      ['init PING 1', 'before PING 1', 'callback in PING 1', 'after PING 1', 'destroy PING 1']);
  });

  it('see a PING that is cancelled with its session', async () => {
    const { client } = await askedClient();
    resources = new Resources();
    client.ping(() => resources.log.push(`callback in ${resources.current}`));
    const closed = once(client, 'close');
    client.destroy();
    await closed;
    assert.deepStrictEqual(ofEach(await resources.stop(), ''),
      ['init PING 1', 'before PING 1', 'callback in PING 1', 'after PING 1', 'destroy PING 1']);
  });

  it('see no PING that is refused by a closed session', async () => {
    const { client } = await askedClient();
    client.request().on('error', () => {});
    client.close();
    resources = new Resources();
    await new Promise((resolve) => { client.ping(resolve); });
    assert.deepStrictEqual(await resources.stop(), []);
  });

  it('see each SETTINGS frame, the first one and those without a callback too', async () => {
    resources = new Resources();
    const { client, peer } = await greetedClient();
    await once(client, 'connect');
    const contexts = [];
    client.on('localSettings', () => contexts.push(`event in ${resources.current}`));
    client.settings({}, () => contexts.push(`callback in ${resources.current}`));
    client.settings({});
    peer.greet().send(ACK, ACK, ACK, { type: 'PING' });
    await once(client, 'ping');
    assert.deepStrictEqual(contexts, [
      'event in SETTINGS 1', 'callback in SETTINGS 2', 'event in SETTINGS 2', 'event in SETTINGS 3',
    ]);
    const log = await resources.stop();
    for (const event of ['init', 'before', 'after', 'destroy']) {
      assert.deepStrictEqual(ofEach(log, event), [1, 2, 3].map((n) => `${event} SETTINGS ${n}`));
    }
  });

  it('see a SETTINGS frame that is one too many', async () => {
    const { client } = await greetedClient({ maxOutstandingSettings: 1 });
    await once(client, 'connect');
    resources = new Resources();
    client.settings({}, () => resources.log.push(`callback in ${resources.current}`));
    const log = await resources.stop();
    assert.deepStrictEqual(log.slice(0, 4),
      ['init SETTINGS 1', 'before SETTINGS 1', 'callback in SETTINGS 1', 'after SETTINGS 1']);
    assert.deepStrictEqual(ofEach(log, 'destroy SETTINGS 1'), ['destroy SETTINGS 1']);
  });

  it('see the context of ping() and settings() in their callbacks', async () => {
    const { client, peer } = await askedClient();
    const storage = new AsyncLocalStorage();
    const stores = [];
    const note = (name) => () => stores.push(`${name} ${storage.getStore()}`);
    storage.run('a', () => client.ping(note('ping')));
    storage.run('b', () => client.settings({}, note('settings')));
    const { data } = await peer.until('PING', { ack: false });
    peer.send({ type: 'PING', ack: true, data }, ACK, { type: 'PING' });
    await once(client, 'ping');
    storage.run('c', () => client.ping(note('cancelled')));
    const closed = once(client, 'close');
    client.destroy();
    await closed;
    assert.deepStrictEqual(stores, ['ping a', 'settings b', 'cancelled c']);
  });
});
