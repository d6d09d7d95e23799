'use strict';

// Prints rows as they are finished: a full table takes minutes, and its first lines are useful early.

const { BUILTIN, HTTP1, NEWEST_BUILTIN, NGHTTPD, OURS } = require('./implementations');

const TITLE_WIDTH = 44;
const WIDTH = 13;
const NOTHING = '–';

function line(title, cells) {
  return title.padEnd(TITLE_WIDTH) + cells.map((cell) => cell.padStart(WIDTH)).join('');
}

function digits(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function cellText(cell, figure) {
  if (cell === undefined) return NOTHING;
  return cell.failure ? 'failed' : digits(figure(cell));
}

function rateText(cell, unit) {
  if (cell?.value === undefined || unit !== 'requests/s') return NOTHING;
  return digits(cell.value) + (cell.idle ? '*' : '');
}

function ratioText(ratio) {
  return ratio === undefined ? NOTHING : ratio.toFixed(2);
}

/** Prints what is measured where, and the column titles. */
function printHead(machine, { rounds, seconds }) {
  const trials = `median of ${rounds} ${rounds === 1 ? 'trial' : 'trials'} of ${seconds} s`;
  console.log(`Node ${machine.node} · ${machine.load} · ${machine.processor}`);
  console.log(`${trials} · ${machine.placement}\n`);
  console.log(line('µs of processor time per request', [
    OURS, BUILTIN, NEWEST_BUILTIN, NGHTTPD, '× builtin', `× ${NEWEST_BUILTIN}`, '× nghttpd', 'ours, per s',
  ]));
}

/** Prints one row; `row` is what measureRow returned. */
function printRow(row) {
  const cell = (...names) => row.cells.find(({ name }) => names.includes(name));
  const figure = ({ cost, value }) => cost ?? value;
  console.log(line(row.title, [
    ...[cell(OURS), cell(BUILTIN), cell(NEWEST_BUILTIN), cell(NGHTTPD, HTTP1)]
      .map((shown) => cellText(shown, figure)),
    ...[row.toBuiltin, row.toNewestBuiltin, row.toReference].map(ratioText),
    rateText(cell(OURS), row.unit),
  ]));
}

function failures(rows) {
  return rows.flatMap(({ id, cells }) => cells.filter(({ failure }) => failure)
    .map(({ name, failure }) => `${id}, ${name}, failed: ${failure}`));
}

/** Prints the footnotes that the rows need. */
function printNotes(rows) {
  const idle = rows.some(({ cells }) => cells.some((cell) => cell.name === OURS && cell.idle));
  const notes = failures(rows);
  if (idle) {
    notes.unshift('* used less than 90 % of its core: it waited for its peer or for others on this\n' +
      '  machine, and can do more than this number');
  }
  if (rows.some(({ unit }) => unit === 'MB/s')) {
    notes.unshift('Rows in MB/s have one HTTP/1.1 connection for each stream in the place of nghttpd');
  }
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
}

module.exports = { printHead, printNotes, printRow };
