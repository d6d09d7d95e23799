'use strict';

// From the path of a request to what lies there, never outside of the served folder.

const fs = require('node:fs/promises');
const path = require('node:path');

const INDEX = 'index.html';
// What these say about a path, it isn't there for our visitors.
const NOT_FOUND_CODES = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'ELOOP']);

/** The request can't be answered with a file; `status` says why to the client. */
class NoFileError extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

function decode(pathname) {
  try {
    const decoded = decodeURIComponent(pathname);
    if (!decoded.includes('\0')) return decoded;
  } catch {
    // Falls through to the same answer.
  }
  throw new NoFileError(400, 'The path is not well formed.');
}

function isInside(root, file) {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

// Both as it is written and after symbolic links, the path must stay under the root.
async function resolveInside(root, pathname) {
  const written = path.join(root, decode(pathname));
  if (!isInside(root, written)) throw new NoFileError(404, 'Not found.');
  const real = await fs.realpath(written);
  if (!isInside(root, real)) throw new NoFileError(404, 'Not found.');
  return real;
}

// A location that begins with two slashes would name another host.
function withSlashes(pathname) {
  return `/${pathname.replace(/^\/+/, '')}/`;
}

async function describe(root, pathname) {
  const file = await resolveInside(root, pathname);
  const stat = await fs.stat(file);
  if (stat.isFile()) return { kind: 'file', file, size: stat.size };
  if (!stat.isDirectory()) throw new NoFileError(404, 'Not found.');
  if (!pathname.endsWith('/')) return { kind: 'redirect', location: withSlashes(pathname) };
  return findIndex(root, pathname, file);
}

async function findIndex(root, pathname, folder) {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.name === INDEX && !entry.isDirectory())) {
    return describe(root, pathname + INDEX);
  }
  return { kind: 'listing', entries };
}

/**
 * @param {string} root an absolute path without symbolic links
 * @param {string} pathname the path of a request, still percent-encoded, without its query
 * @returns {Promise<{ kind: 'file', file: string, size: number } |
 *   { kind: 'redirect', location: string } |
 *   { kind: 'listing', entries: import('node:fs').Dirent[] }>}
 * @throws {NoFileError}
 */
async function findFile(root, pathname) {
  try {
    return await describe(root, pathname);
  } catch (error) {
    if (NOT_FOUND_CODES.has(error.code)) throw new NoFileError(404, 'Not found.');
    throw error;
  }
}

module.exports = { NoFileError, findFile };
