'use strict';

// `npm pack` takes this folder as it is: without the addons, and with more than a user needs.

console.error(
  '`npm pack` here would make a package without addons. Use `npm run pack`: it builds the addons and\n' +
    'writes native-http2-<version>.tgz, which `npm install` and `npm publish` take.',
);
process.exitCode = 1;
