#!/usr/bin/env node
'use strict';

// The command of the package: `npx native-http2 check`.

const { check } = require('./check.js');

const USAGE = `Usage: native-http2 check

  check   prints what native-http2 runs on, makes a request over h2c and one over TLS, and says what is
          wrong if something is; ends with status 1 then
`;

async function main(args) {
  if (args.length === 1 && args[0] === 'check') {
    process.exitCode = await check(console.log) ? 0 : 1;
  } else {
    const wanted = args.length === 0 || args.includes('--help') || args.includes('-h');
    process.stdout.write(USAGE);
    process.exitCode = wanted && args.length > 0 ? 0 : 2;
  }
}

main(process.argv.slice(2));
