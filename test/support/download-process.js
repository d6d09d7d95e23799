'use strict';

// A client in a process of its own, so that its memory is not the server's: fetches a URL `count`
// times at once over `sessions` connections and reports how many bytes came.

const http2 = require('node:http2');
const { finished } = require('node:stream/promises');

async function download(url, count, sessions) {
  const clients = Array.from({ length: sessions }, () => http2.connect(url));
  let bytes = 0;
  await Promise.all(Array.from({ length: count }, (_, i) => {
    const stream = clients[i % sessions].request();
    stream.on('data', (chunk) => { bytes += chunk.length; });
    return finished(stream);
  }));
  for (const client of clients) client.close();
  return bytes;
}

const [url, count, sessions] = process.argv.slice(2);
download(url, Number(count), Number(sessions)).then((bytes) => process.stdout.write(String(bytes)));
