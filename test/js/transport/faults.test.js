'use strict';

const assert = require('node:assert');
const os = require('node:os');
const { describeFaults, fault, once, useFaults } = require('../../support/faults');

const {
  EAGAIN, ECONNRESET, EIO, EMFILE, ENFILE, ENOBUFS, ENOSPC, EPIPE, ETIMEDOUT,
} = os.constants.errno;

const WHOLE = { answers: ['all', 'all'], errors: [] };
/** Nothing that was cut looks complete, and errors name this one. */
const named = (name) => ({ answers, errors }) => {
  assert.ok(!answers.includes('wrong'), answers.join());
  assert.ok(errors.some((line) => line.endsWith(name)), errors.join());
};
const whole = (outcome) => assert.deepStrictEqual(outcome, WHOLE);

// The first of two connections meets the fault; `first` checks what came of it.
const CASES = {
  'writes take 1,000 bytes': { env: fault('send', 0, { size: 1000 }), first: whole },
  'reads bring 100 bytes': { env: fault('recv', 0, { size: 100 }), first: whole },
  'every other write has to wait': { env: fault('send', EAGAIN, { every: 2 }), first: whole },
  'every other read has to wait': { env: fault('recv', EAGAIN, { every: 2 }), first: whole },
  'files bring 1,000 bytes at a time': { env: fault('pread', 0, { size: 1000 }), first: whole },
  // As Linux 5.9 and 5.10 do now and then.
  'reads of cached files bring nothing': { env: fault('preadv2', 0, { size: 0 }), first: whole },
  'no descriptor can be duplicated': { env: fault('dup', EMFILE, {}), first: whole },
  'no descriptor is left for the connection': {
    env: once('accept', EMFILE, 1),
    first: ({ answers }) => assert.deepStrictEqual(answers, ['cut', 'cut']),
  },
  'a file can\'t be read': {
    env: fault('pread', EIO, { count: 2 }),
    first: (outcome) => {
      named('ERR_HTTP2_STREAM_ERROR')(outcome);
      assert.deepStrictEqual(outcome.answers, ['all', 'cut']);
    },
  },
  // As when the system's limit of watched descriptors is reached.
  // Over TLS the socket goes on by itself.
  'one of its sockets can\'t be watched': {
    env: once('poll', ENOSPC, 1),
    first: named('ENOSPC'),
    firstOverTls: whole,
  },
  'none of its sockets can be watched': {
    env: fault('poll', ENOSPC, { count: 2 }),
    first: named('ENOSPC'),
    firstOverTls: whole,
  },
};
for (const [name, errno] of Object.entries({ EMFILE, ENFILE, ENOSPC })) {
  // The engine tries first, then node:fs.
  CASES[`a file can't be opened: ${name}`] = {
    env: fault('open', errno, { count: 2 }),
    first: (outcome) => {
      named(name)(outcome);
      assert.deepStrictEqual(outcome.answers, ['all', 'cut']);
    },
  };
}
for (const [name, errno] of Object.entries({ ECONNRESET, ENOBUFS, EPIPE, ETIMEDOUT })) {
  CASES[`a read fails with ${name}`] = { env: once('recv', errno, 6), first: named(name) };
  CASES[`a write fails with ${name}`] = { env: once('send', errno, 6), first: named(name) };
}

describeFaults('A connection ends well when', function () {
  this.timeout(30_000);
  const run = useFaults();

  for (const [title, { env, first, firstOverTls = first }] of Object.entries(CASES)) {
    for (const [transport, check] of [['TCP', first], ['TLS', firstOverTls]]) {
      it(`${title}, over ${transport}, and so does the next`, async () => {
        const [[faulty, next]] = await run('program.js', env, transport);
        check(faulty);
        assert.deepStrictEqual(next.answers, ['all', 'all']);
      });
    }
  }
});
