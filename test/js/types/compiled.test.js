'use strict';

const assert = require('node:assert');
const path = require('node:path');
const { checkTypes, project } = require('../../../scripts/type-check.js');

const ROOT = path.join(__dirname, '..', '..', '..');
const { version } = require('typescript/package.json');

/** `npm run test:types` does this with every @types/node and TypeScript; here are those of node_modules. */
const typescript = {
  compiler: path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
  version: Number(version.split('.', 2).join('.')),
};

describe('The declarations', function () {
  this.timeout(120_000);

  it('compile, with programs in CommonJS and ES modules, and beside those of node:http2', async () => {
    assert.strictEqual(await checkTypes(project('installed'), typescript, 'node'), '');
  });
});
