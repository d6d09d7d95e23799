'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../../..');
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
const FENCE = /^ *```[^]*?^ *```/gm;
const EXTERNAL = /^[a-z]+:/i;

function pages() {
  const inRoot = fs.readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const inDocs = fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true });
  return [...inRoot, ...inDocs.filter((name) => name.endsWith('.md')).map((name) => path.join('docs', name))];
}

function read(page) {
  return fs.readFileSync(path.join(ROOT, page), 'utf8').replace(FENCE, '');
}

/** The anchors of a page's headings, made as GitHub makes them. */
function anchorsOf(page) {
  const headings = [...read(page).matchAll(/^#+ +(.+)$/gm)].map(([, heading]) => heading);
  return headings.map(anchorOf);
}

function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

function problemWith(page, link) {
  const [file, anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!fs.existsSync(path.join(ROOT, target))) return `${page}: ${link} is not there`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return anchorsOf(target).includes(anchor) ? undefined : `${page}: ${link} has no such heading`;
}

describe('links of the documentation', () => {
  for (const page of pages()) {
    it(`of ${page} lead somewhere`, () => {
      const links = [...read(page).matchAll(LINK)].map(([, link]) => link);
      const internal = links.filter((link) => !EXTERNAL.test(link));
      assert.deepStrictEqual(internal.map((link) => problemWith(page, link)).filter(Boolean), []);
    });
  }
});
