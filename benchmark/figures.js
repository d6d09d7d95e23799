'use strict';

// The columns of the table, and the text of their figures.

const { BUILTIN, BUN, HTTP1, NEWEST_BUILTIN, NGHTTPD, OURS } = require('./implementations');

const NOTHING = '–';

/** Behind the dash of what a foreign implementation can't do. */
const FOOTNOTE = '†';

/** Behind a rate that is not all that ours can do. */
const WAITED = '*';

/** Columns of implementations. A row has nghttpd or HTTP/1.1, whose column is the same. */
const SHOWN = [[OURS], [BUILTIN], [NEWEST_BUILTIN], [BUN], [NGHTTPD, HTTP1]];

const COMPARED = SHOWN.slice(1);

function digits(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function cellOf({ cells }, names) {
  return cells.find(({ name }) => names.includes(name));
}

function cellText(cell) {
  if (cell === undefined) return NOTHING;
  if (cell.failure) return cell.isForeign ? `${NOTHING}${FOOTNOTE}` : 'failed';
  return digits(cell.cost ?? cell.value);
}

function ratioText({ ratios }, names) {
  const ratio = names.map((name) => ratios[name]).find((value) => value !== undefined);
  return ratio === undefined ? NOTHING : ratio.toFixed(2);
}

function rateText(row) {
  const cell = cellOf(row, [OURS]);
  if (cell?.value === undefined || row.unit !== 'requests/s') return NOTHING;
  return digits(cell.value) + (cell.idle ? WAITED : '');
}

/** @returns {string[]} the titles of the columns */
function titles() {
  return [...SHOWN.map(([name]) => name), ...COMPARED.map(([name]) => `${name} / ours`), 'ours, per s'];
}

/** @returns {string[]} the texts of a row, in the order of titles() */
function textsOf(row) {
  return [
    ...SHOWN.map((names) => cellText(cellOf(row, names))),
    ...COMPARED.map((names) => ratioText(row, names)),
    rateText(row),
  ];
}

module.exports = { FOOTNOTE, WAITED, textsOf, titles };
