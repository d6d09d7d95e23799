'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** The pages of docs/api, as far as their form says what they document. */

const FOLDER = path.join(__dirname, '..', '..', 'docs', 'api');
const NAME = /^`'?([^'`]+)'?`$/;

class Page {
  constructor(file) {
    this.file = file;
    this.text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
    this.lines = this.text.split('\n');
  }

  /** Rows of the tables under a heading of the second level, or of all; without their heads. */
  rows(heading) {
    let current;
    const rows = [];
    for (const [at, line] of this.lines.entries()) {
      if (line.startsWith('## ')) current = line.slice(3);
      if (!line.startsWith('|') || (heading !== undefined && current !== heading)) continue;
      if (/^\|---/.test(line) || /^\|---/.test(this.lines[at + 1] ?? '')) continue;
      rows.push(line.slice(1, -1).split('|').map((cell) => cell.trim()));
    }
    return rows;
  }

  /** What the first column of these rows names. */
  names(heading) {
    return this.rows(heading).map(([name]) => NAME.exec(name)?.[1] ?? name);
  }

  /** Of headings as ``### `session.close([callback])` ``: `close`. Constructors are no methods. */
  methods() {
    const headings = this.lines.map((line) => /^### `(?!new )\w+(?:\.(\w+)|(\[[\w.]+\]))\(/.exec(line));
    return headings.filter(Boolean).map(([, name, symbol]) => name ?? symbol);
  }

  /** Names with which an item of a list within a list begins: options of a function. */
  items() {
    return Array.from(this.text.matchAll(/^ +- `(\w+)`/gm), ([, name]) => name);
  }

  /** The functions of a module that has its own page: headings as ``## `acceptWebSockets(server)` ``. */
  functions() {
    return Array.from(this.text.matchAll(/^## `(\w+)\(/gm), ([, name]) => name);
  }

  /** The targets of its links to other pages and headings of this project. */
  links() {
    return Array.from(this.text.matchAll(/\]\(((?!https?:)[^)]+)\)/g), ([, target]) => target);
  }

  /** The fragments that its headings can be reached by. */
  anchors() {
    const headings = this.lines.filter((line) => /^#+ /.test(line));
    return headings.map((line) => line.replace(/^#+ /, '').toLowerCase()
      .replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
  }
}

/** @returns {Map<string, Page>} by file name */
function apiPages() {
  const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.md'));
  return new Map(files.map((file) => [file, new Page(file)]));
}

module.exports = { FOLDER, apiPages };
