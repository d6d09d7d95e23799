'use strict';

const assert = require('node:assert');
const { OUR_CONNECT, runApplication } = require('../../support/application');
const { builtin, itIsWanted } = require('../../support/oracle');

const ours = !builtin;

/** For ES modules: the names that `connect` has by all ways to get at it. */
const NAMES = `
  import module, { createRequire } from 'node:module';
  import http2, { connect } from 'node:http2';
  import * as namespace from 'http2';
  const require = createRequire(import.meta.url);
  const names = () => [http2.connect, connect, namespace.connect, require('http2').connect,
    process.getBuiltinModule('http2').connect].map(({ name }) => name);`;

const PATCH = `
  const original = http2.connect;
  http2.connect = function patched(...args) { return original.apply(this, args); };`;

const ALL_PATCHED = Array(5).fill('patched');

describe('A patch of the exports of node:http2', () => {
  it('reaches imported names with syncBuiltinESMExports()', async () => {
    const seen = await runApplication('app.mjs', `${NAMES}
      const isOurs = http2.connect === ${OUR_CONNECT};
      ${PATCH}
      const before = names();
      module.syncBuiltinESMExports();
      console.log(JSON.stringify({ isOurs, before, after: names() }));`);
    assert.deepStrictEqual(seen, {
      isOurs: ours,
      before: ['patched', 'connect', 'connect', 'patched', 'patched'],
      after: ALL_PATCHED,
    });
  });

  it('is one of this package too', async () => {
    const name = await runApplication('app.mjs', `${NAMES} ${PATCH}
      console.log(JSON.stringify(require('native-http2').connect.name));`);
    assert.strictEqual(name, ours ? 'patched' : 'connect');
  });

  itIsWanted('The register hook', 'outlives a second run of the hook', async () => {
    const names = await runApplication('app.mjs', `${NAMES} ${PATCH}
      const register = require.resolve('native-http2/register');
      await import(register + '?again');
      delete require.cache[register];
      require(register);
      module.syncBuiltinESMExports();
      console.log(JSON.stringify(names()));`);
    assert.deepStrictEqual(names, ALL_PATCHED);
  });

  it('by sinon is seen by all, and undone', async () => {
    const seen = await runApplication('app.mjs', `${NAMES}
      import sinon from 'sinon';
      const stub = sinon.stub(http2, 'connect').returns('stubbed');
      module.syncBuiltinESMExports();
      const during = [connect(), namespace.connect(), require('http2').connect(), stub.callCount];
      sinon.restore();
      module.syncBuiltinESMExports();
      console.log(JSON.stringify([during, connect === ${OUR_CONNECT}, names()]));
    `, { packages: ['sinon'] });
    const during = ['stubbed', 'stubbed', 'stubbed', 3];
    assert.deepStrictEqual(seen, [during, ours, Array(5).fill('connect')]);
  });

  it('by mock.module() of node:test replaces the module, and gives it back', async () => {
    const seen = await runApplication('app.mjs', `
      import { createRequire } from 'node:module';
      import { mock } from 'node:test';
      const require = createRequire(import.meta.url);
      const mocked = mock.module('node:http2', { namedExports: { connect: () => 'mocked' } });
      const during = [(await import('node:http2')).connect(), (await import('http2')).connect(),
        require('http2').connect()];
      mocked.restore();
      const after = [(await import('node:http2')).connect, require('http2').connect];
      console.log(JSON.stringify([during, after.map((connect) => connect === ${OUR_CONNECT})]));
    `, { before: ['--no-warnings', '--experimental-test-module-mocks'] });
    assert.deepStrictEqual(seen, [Array(3).fill('mocked'), [ours, ours]]);
  });
});
