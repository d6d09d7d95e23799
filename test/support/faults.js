'use strict';

// Programs whose system calls and allocations fail: test/faults/faults.c is preloaded, and says how.

const { execFile, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const { builtin } = require('./oracle');

const FAULTS = path.join(__dirname, '..', 'faults');
const ALWAYS = 1_000_000;

/** The environment of a program in which calls fail. */
const fault = (call, errno, { from = 1, count = ALWAYS, every = 1, size = 0 }) => ({
  FAULT_CALL: call, FAULT_ERRNO: errno, FAULT_FROM: from, FAULT_COUNT: count, FAULT_EVERY: every,
  FAULT_SIZE: size,
});
const once = (call, errno, from) => fault(call, errno, { from, count: 1 });

/** `describe()` where a library can be preloaded, and the calls are ours. */
const describeFaults = builtin || process.platform !== 'linux' ? describe.skip : describe;

/**
 * For a `describe`: compiles what is preloaded.
 * @returns {Function} `(program, env, ...args)` runs one of test/faults/; resolves to its lines of JSON
 */
function useFaults() {
  const library = path.join(os.tmpdir(), `faults-${process.pid}.so`);

  before(() => {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, path.join(FAULTS, 'faults.c'), '-ldl']);
  });

  after(() => fs.unlinkSync(library));

  return async (program, env, ...args) => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(FAULTS, program), ...args],
      { env: { ...process.env, ...env, LD_PRELOAD: library } });
    return stdout.trim().split('\n').map((line) => JSON.parse(line));
  };
}

module.exports = { describeFaults, fault, once, useFaults };
