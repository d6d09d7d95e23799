'use strict';

// Prints rows as they are finished: a full table takes long, and its first lines are useful early.

const { textsOf, titles } = require('./figures');
const { notesOf } = require('./notes');

const TITLE = 'µs of processor time per request';
const TITLE_WIDTH = 46;
const GAP = 2;

// As wide as their titles, but wide enough for any figure.
const WIDTHS = titles().map((title) => Math.max(title.length, 7) + GAP);

const FORMS = {
  text: (title, texts) =>
    title.padEnd(TITLE_WIDTH) + texts.map((text, index) => text.padStart(WIDTHS[index])).join(''),
  markdown: (title, texts) => `| ${[title, ...texts].join(' | ')} |`,
};

/**
 * Prints what is measured where, and the column titles.
 *
 * @param {object} machine what describeMachine() returned
 * @param {{rounds: number, seconds: number, form: 'text'|'markdown'}} options
 */
function printHead(machine, { rounds, seconds, form }) {
  const trials = `median of ${rounds} ${rounds === 1 ? 'trial' : 'trials'} of ${seconds} s`;
  const programs = [`Node ${machine.node}`, ...machine.others, machine.load];
  console.log(`${programs.join(' · ')} · ${machine.processor}`);
  console.log(`${trials} · ${machine.placement}\n`);
  console.log(FORMS[form](TITLE, titles()));
  if (form === 'markdown') console.log(`|${'---|'.repeat(titles().length + 1)}`);
}

/** Prints one row of rowsOf(). */
function printRow(row, { form }) {
  console.log(FORMS[form](row.title, textsOf(row)));
}

/** Prints the footnotes that the rows need. */
function printNotes(rows) {
  const notes = notesOf(rows);
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
}

module.exports = { printHead, printNotes, printRow };
