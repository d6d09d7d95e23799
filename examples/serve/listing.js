'use strict';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

function line(entry) {
  const name = entry.isDirectory() ? `${entry.name}/` : entry.name;
  // `./` keeps a name such as `a:b` from being read as a scheme.
  const href = `./${encodeURIComponent(entry.name)}${entry.isDirectory() ? '/' : ''}`;
  return `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`;
}

/**
 * @param {string} pathname the path of the folder as the client wrote it
 * @param {import('node:fs').Dirent[]} entries
 * @returns {string} a page of HTML
 */
function renderListing(pathname, entries) {
  const title = escapeHtml(pathname);
  const sorted = [...entries].sort((a, b) => a.name.localeCompare(b.name));
  const up = pathname === '/' ? [] : ['<li><a href="../">../</a></li>'];
  return [
    '<!doctype html>',
    `<meta charset="utf-8"><title>${title}</title>`,
    `<h1>${title}</h1>`,
    `<ul>${[...up, ...sorted.map(line)].join('\n')}</ul>`,
    '',
  ].join('\n');
}

module.exports = { renderListing };
