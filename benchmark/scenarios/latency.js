'use strict';

// How long an answer takes at a rate that both we and the builtin can follow: half of the most that the
// builtin does with this load. Three rows for each trial.

const { answerHello } = require('../answer-hello');
const { HELLO } = require('../fixtures');
const { BUILTIN } = require('../implementations');
const { NAMES } = require('../percentiles');

// A tenth is what ratios vary by from run to run.
const MARK = {
  least: 0.9, means: 'times as short as the builtin\'s', of: ({ ratios }) => ratios[BUILTIN],
};

const common = {
  group: 'latency',
  kind: 'latency',
  unit: 'µs',
  path: '/hello.txt',
  bytes: HELLO.length,
  load: { connections: 10, streams: 100 },
  nghttpd: true,
  serve: answerHello,
  parts: NAMES,
  mark: MARK,
};

module.exports = [
  { ...common, id: 'latency-h2c', title: 'at half the builtin\'s maximum, h2c, µs', tls: false },
  { ...common, id: 'latency-tls', title: 'at half the builtin\'s maximum, TLS, µs', tls: true },
];
