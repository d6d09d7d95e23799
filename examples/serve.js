'use strict';

// Serves a folder and a JSON endpoint over HTTP/2, in the clear and over TLS at once.
// `npm start -- --help` lists the options.

const http2 = require('..');
const { answerFrom } = require('./serve/answer');
const { HELP, UsageError, readArguments } = require('./serve/arguments');
const { ask } = require('./serve/ask');
const { makeCertificate } = require('./serve/certificate');
const { listen } = require('./serve/listen');

async function serve({ folder, port, tlsPort }) {
  const certificate = makeCertificate();
  const answer = answerFrom(folder);
  const clear = http2.createServer().on('stream', answer);
  const secure = http2.createSecureServer(certificate).on('stream', answer);

  const h2c = await listen(clear, { option: 'port', port });
  try {
    const h2 = await listen(secure, { option: 'tls-port', port: tlsPort });
    return { h2c, h2, ca: certificate.cert };
  } catch (error) {
    await h2c.close();
    throw error;
  }
}

function printAddresses(folder, { h2c, h2 }) {
  const clear = `http://${h2c.authority}/`;
  const secure = `https://${h2.authority}/`;
  console.log(`Serving ${folder}`);
  console.log(`  h2c  ${clear}`);
  console.log(`       curl --http2-prior-knowledge ${clear}api/status`);
  console.log(`  TLS  ${secure}`);
  console.log(`       curl --http2 --insecure ${secure}api/status`);
}

async function askOurselves({ h2, ca }) {
  const url = `https://${h2.authority}/api/status`;
  const { status, body } = await ask(url, { ca });
  console.log(`\nOur own client asked for ${url} and was answered ${status}:\n  ${body}`);
}

function closeOnSignal({ h2c, h2 }) {
  const onSignal = async () => {
    // From here on a second signal has its usual effect, which is to end the process at once.
    for (const name of ['SIGINT', 'SIGTERM']) process.off(name, onSignal);
    console.log('\nClosing ...');
    await Promise.all([h2c.close(), h2.close()]);
    console.log('Closed.');
  };
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, onSignal);
}

async function main() {
  const options = readArguments(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  const servers = await serve(options);
  closeOnSignal(servers);
  printAddresses(options.folder, servers);
  await askOurselves(servers);
  return console.log('Ctrl-C ends it.');
}

main().catch((error) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(1);
});
