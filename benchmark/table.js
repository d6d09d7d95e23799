'use strict';

// Prints rows as they are finished: a full table takes minutes and its first lines are wanted early.

const { BUILTIN, NGHTTPD, OURS } = require('./implementations');

const TITLE_WIDTH = 44;
const WIDTH = 14;
const COLUMNS = [OURS, BUILTIN, NGHTTPD];
const NOTHING = '–';

function line(title, cells) {
  return title.padEnd(TITLE_WIDTH) + cells.map((cell) => cell.padStart(WIDTH)).join('');
}

function digits(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function cellText(cell) {
  if (cell === undefined) return NOTHING;
  if (cell.failure) return 'failed';
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
  console.log(line('requests per second', [...COLUMNS, '/ builtin', '/ nghttpd']));
}

/** Prints one row; `row` is what measureRow returned. */
function printRow(row) {
  const cells = COLUMNS.map((name) => cellText(row.cells.find((cell) => cell.name === name)));
  console.log(line(row.title, [...cells, ratioText(row.toBuiltin), ratioText(row.toNghttpd)]));
}

function failures(rows) {
  return rows.flatMap(({ id, cells }) => cells.filter(({ failure }) => failure)
    .map(({ name, failure }) => `${id}, ${name}, failed: ${failure}`));
}

/** Prints the footnotes that the rows need. */
function printNotes(rows) {
  const idle = rows.some(({ cells }) => cells.some((cell) => cell.idle));
  const notes = failures(rows);
  if (idle) {
    notes.unshift('* used less than 90 % of its core: it waited for its peer or for others on this\n' +
      '  machine, and can do more than this number');
  }
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
}

module.exports = { printHead, printNotes, printRow };
