'use strict';

// Packs lib/ into two files: a program that loads 100 files waits twice as long as one that loads the same
// code in one. The first file has what the package loads at once; the second what a client or a server loads
// when it is made. The code stays as it is written, but for its comments, so stack traces name our functions.

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { ROOT } = require('./run-quietly');

const LIB = path.join(ROOT, 'lib');

// The loader finds the addon by its own place, so the file that it is packed into lies where it lies.
const FIRST = 'engine/library.js';
const SECOND = 'engine/sessions.js';

// How esbuild writes a module.
const MODULE_START = ' = __commonJS({\n';
const MODULE = /( = __commonJS\(\{\n {2}"[^"]+")(\([^)]*\)) \{((?:\n(?! {2}\}\n\}\);).*)*)\n {2}\}\n\}\);/g;

// Each becomes a file that takes its exports from the packed ones.
const ENTRIES = ['http2.js', 'express/index.js', 'legacy/index.js', 'websocket/index.js'];

// The first two replace what `http2.js` exports, and stay as they are; the others are copied for bin/.
const COPIED = ['index.js', 'register.js', 'engine/nghttp2-version.js', 'engine/platform-facts.js'];

/** The name, from lib/ on, of a module that is required in a folder. */
function nameOf(folder, required) {
  return path.relative(LIB, path.join(folder, required)).split(path.sep).join('/');
}

/** The modules that a module of lib/ requires at once. Statements within functions are indented. */
function requiredAtOnce(name) {
  const file = path.join(LIB, name);
  const statement = /^(?:(?:const|let) [^;]*?= )?require\('(\.[^']+)'\)/gm;
  const found = fs.readFileSync(file, 'utf8').matchAll(statement);
  return [...found].map(([, required]) => nameOf(path.dirname(file), required));
}

function closureOf(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of requiredAtOnce(name)) closureOf(other, found);
  return found;
}

function allModules() {
  return fs.readdirSync(LIB, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.js') && !COPIED.slice(0, 2).includes(name));
}

/** Takes the modules that are packed into the other file from there, when they are first required. */
function takeFrom(otherFile, isInOther) {
  return {
    name: 'take from the other file',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path: required, resolveDir, namespace }) => {
        if (namespace === 'other') return { path: required, external: true };
        const name = nameOf(resolveDir, required);
        return isInOther(name) ? { path: name, namespace: 'other' } : undefined;
      });
      build.onLoad({ filter: /./, namespace: 'other' }, ({ path: name }) => ({
        contents: `module.exports = require('./${path.posix.basename(otherFile)}')['${name}']();`,
      }));
    },
  };
}

/** Each file exports a function for each of its modules, so that none is run before it is required. */
async function pack(file, modules, plugin) {
  const functions = modules.map((name) => `'${name}': () => require('./${name}'),`);
  const { outputFiles: [{ text }] } = await esbuild.build({
    stdin: { contents: `module.exports = {\n${functions.join('\n')}\n};\n`, resolveDir: LIB },
    // The names of modules, which stack traces show, are relative to this.
    absWorkingDir: ROOT,
    outfile: file,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    plugins: [plugin],
  });
  return text;
}

/**
 * Puts the function of each module in parentheses. V8 then compiles it together with the file; it would
 * otherwise read the file twice, as it expects that most functions are not called.
 */
function compiledAtOnce(text) {
  let count = 0;
  const changed = text.replace(MODULE, (_, start, parameters, body) => {
    count += 1;
    return `${start}: (function${parameters} {${body}\n  })\n});`;
  });
  if (count === text.split(MODULE_START).length - 1) return changed;
  throw new Error('esbuild writes modules in another way than before.');
}

/** The names in `module.exports = { ... }` at the end of a module. */
function exportedNames(name) {
  const text = fs.readFileSync(path.join(LIB, name), 'utf8');
  return /^module\.exports = \{([^}]+)\};/m.exec(text)[1].trim().replace(/,$/, '').split(/,\s*/);
}

// Node reads the names that ES modules may import from the text of a file: it takes them from the last line.
function writeEntry(folder, name) {
  const file = path.posix.relative(path.posix.dirname(name), name === ENTRIES[0] ? FIRST : SECOND);
  const place = file.startsWith('.') ? file : `./${file}`;
  const text = `'use strict';\n\nmodule.exports = require('${place}')['${name}']();\n` +
    `0 && (module.exports = { ${exportedNames(name).join(', ')} });\n`;
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

/** @param {string} folder where the files are written */
async function bundleLibrary(folder) {
  const atOnce = closureOf(ENTRIES[0]);
  const later = allModules().filter((name) => !atOnce.has(name));
  for (const name of COPIED) fs.cpSync(path.join(LIB, name), path.join(folder, name));
  for (const name of ENTRIES) writeEntry(folder, name);
  const first = await pack(FIRST, [...atOnce], takeFrom(SECOND, (name) => !atOnce.has(name)));
  const second = await pack(SECOND, later, takeFrom(FIRST, (name) => atOnce.has(name)));
  fs.writeFileSync(path.join(folder, FIRST), compiledAtOnce(first));
  fs.writeFileSync(path.join(folder, SECOND), second);
}

module.exports = { bundleLibrary };
