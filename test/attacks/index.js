'use strict';

// Prints what each attack costs the server: `npm run test:attacks [-- connections]`. IMPL=builtin for
// the builtin's. Fails when a server grows by more than MAX_GROWTH.

const { ATTACKS } = require('./attacks');
const { measure } = require('./measure');

const CONNECTIONS = 10;
// MiB. Most of it is garbage that V8 has not come to yet: more of it when others want the processors.
const MAX_GROWTH = 40;

async function main(connections) {
  console.log(`Node ${process.versions.node}, ${connections} connections for each attack\n`);
  console.log('peak MiB  after MiB  wait ms  attack');
  for (const title of Object.keys(ATTACKS)) {
    const { peak, after, waited } = await measure(title, connections);
    const numbers = [peak, after, waited].map((number) => String(Math.round(number)));
    console.log(`${numbers[0].padStart(8)}  ${numbers[1].padStart(9)}  ${numbers[2].padStart(7)}  ${title}`);
    if (peak > MAX_GROWTH) process.exitCode = 1;
  }
}

main(Number(process.argv[2] ?? CONNECTIONS));
