'use strict';

// The lines below the table: what its footnotes mean, and which rows have reached their marks.

const { FOOTNOTE, WAITED } = require('./figures');
const { OURS } = require('./implementations');
const { judge } = require('./marks');

/** Above this share of a latency the load says as much about itself as about the server. */
const LATE = 0.5;

const HTTP1_NOTE = 'Rows in MB/s have one HTTP/1.1 connection for each stream in the place of nghttpd';
const CLUSTER_NOTE =
  'The processes of node:cluster share two cores with h2load: requests per second of two can\'t be twice\n' +
  '  those of one, but processor time for a request can be the same, and is what more cores multiply';
const WAITED_NOTE =
  `${WAITED} used less than 90 % of its core: it waited for its peer or for others on this\n` +
  '  machine, and can do more than this number';

function rates(rows) {
  const seen = rows.filter(({ given }) => given?.rate !== undefined);
  const texts = seen.map(({ id, given }) => [id.slice(0, id.lastIndexOf('-')), given.rate]);
  return [...new Map(texts)].map(([id, rate]) =>
    `${id}: ${rate.toLocaleString('en-US')} requests/s, timed from when each was to be sent`);
}

function lateLoads(rows) {
  const isLate = ({ late, value }) => late > value * LATE;
  return rows.flatMap(({ id, cells }) => cells.filter(isLate).map(({ name, late }) =>
    `${id}, ${name}: the load itself was ${Math.round(late)} µs late, so this says little of the server`));
}

function failures(rows) {
  return rows.flatMap(({ id, cells }) => cells.filter(({ failure }) => failure)
    .map(({ name, failure, isForeign }) => (
      isForeign ? `${FOOTNOTE} ${id}, ${name}: ${failure}` : `${id}, ${name}, failed: ${failure}`)));
}

function marks(rows) {
  return judge(rows).map(({ id, figure, means, least, isMet }) =>
    `${isMet ? 'met' : 'MISSED'}: ${id}, ${figure.toFixed(2)} ${means}, of at least ${least}`);
}

function isIdle({ cells, unit }) {
  return unit === 'requests/s' && cells.some(({ name, idle }) => name === OURS && idle);
}

/** @returns {string[]} the footnotes that the rows need, and whether those with a mark have met it */
function notesOf(rows) {
  return [
    ...(rows.some(({ unit }) => unit === 'MB/s') ? [HTTP1_NOTE] : []),
    ...(rows.some(({ group }) => group === 'cluster') ? [CLUSTER_NOTE] : []),
    ...(rows.some(isIdle) ? [WAITED_NOTE] : []),
    ...rates(rows), ...lateLoads(rows), ...failures(rows), ...marks(rows),
  ];
}

module.exports = { notesOf };
