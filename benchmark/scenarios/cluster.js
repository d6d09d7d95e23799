'use strict';

// Two processes under node:cluster against one. They share two cores with h2load, so two can't answer
// twice as many requests per second here. The processor time for a request shows whether they hinder each
// other: if two processes need no more of it than one, then on a machine whose cores are all theirs each
// process adds what the first one answers.

const { answerHello } = require('../answer-hello');
const { HELLO } = require('../fixtures');
const { OURS } = require('../implementations');

const ONE = 'cluster-1';

function oursOf(row) {
  return row?.cells.find(({ name }) => name === OURS);
}

/** Requests of two processes in the processor time that one needs for one. */
function yieldOf(row, rows) {
  const one = oursOf(rows.find(({ id }) => id === ONE));
  return one?.cost / oursOf(row)?.cost || undefined;
}

const common = {
  group: 'cluster',
  kind: 'cluster',
  unit: 'requests/s',
  tls: false,
  path: '/hello.txt',
  bytes: HELLO.length,
  load: { connections: 10, streams: 100 },
  nghttpd: false,
  serve: answerHello,
};

module.exports = [
  { ...common, id: ONE, title: 'hello world, 1 process of node:cluster', processes: 1 },
  {
    ...common,
    id: 'cluster-2',
    title: 'hello world, 2 processes of node:cluster',
    processes: 2,
    mark: { least: 0.8, means: 'requests in the processor time of one process\'s request', of: yieldOf },
  },
];
