'use strict';

// `npm pack` takes this folder as it is: without the addons, and with more than a user needs. npm also runs
// this script before our own `npm run pack`, because of its name; older npms call that command "run-script".

if (!['run', 'run-script'].includes(process.env.npm_command)) {
  console.error(
    '`npm pack` here would make a package without addons. Use `npm run pack`: it builds the addons and\n' +
      'writes native-http2-<version>.tgz, which `npm install` and `npm publish` take.',
  );
  process.exitCode = 1;
}
