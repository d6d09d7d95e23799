'use strict';

const js = require('@eslint/js');
const globals = require('globals');

const rules = {
  curly: ['error', 'multi-line'],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-len': ['error', { code: 110, ignoreUrls: true, ignoreRegExpLiterals: true }],
  'no-duplicate-imports': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-param-reassign': 'off',
  'no-self-compare': 'error',
  'no-shadow': 'error',
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-undef-init': 'error',
  'no-unused-expressions': 'error',
  'no-unused-private-class-members': 'error',
  'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'all' }],
  'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
  'no-useless-concat': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-rest-params': 'error',
  'prefer-spread': 'error',
  radix: 'error',
  strict: ['error', 'global'],
  yoda: 'error',
};

const TAKEN = 'Take it from lib/clock.js: what is looked up later may be a fake of a test tool.';
const replaceable = (name) => ({ name, message: TAKEN });

// Test tools replace these while a program runs: only lib/clock.js takes them, once.
const clockRules = {
  'no-restricted-globals': ['error', ...[
    'clearImmediate', 'clearInterval', 'clearTimeout', 'Date', 'performance', 'queueMicrotask',
    'setImmediate', 'setInterval', 'setTimeout',
  ].map(replaceable)],
  'no-restricted-modules': ['error', {
    paths: [
      'http2', 'node:http2',
      ...['timers', 'node:timers', 'timers/promises', 'node:timers/promises'].map(replaceable),
    ],
  }],
  'no-restricted-properties': ['error',
    ...['nextTick', 'hrtime'].map((property) => ({ object: 'process', property, message: TAKEN })),
    ...['now', 'timeOrigin'].map((property) => ({ object: 'performance', property, message: TAKEN })),
    ...['globalThis', 'global'].map((object) => ({ object, message: TAKEN })),
  ],
};

module.exports = [
  { ignores: ['build/', 'build-*/', 'prebuilds/'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: 'commonjs',
      globals: globals.node,
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules,
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules,
  },
  {
    files: ['lib/**/*.js'],
    rules: {
      'no-console': 'error',
      ...clockRules,
    },
  },
  {
    files: ['lib/clock.js'],
    rules: {
      'no-restricted-modules': ['error', 'http2', 'node:http2'],
      'no-restricted-properties': 'off',
    },
  },
  {
    files: ['test/**/*.js'],
    languageOptions: { globals: globals.mocha },
    rules: { 'no-unused-expressions': 'off' },
  },
];
