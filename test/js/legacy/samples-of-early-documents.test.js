'use strict';

const { builtin } = require('../../support/oracle');
const { closeEverything } = require('../../support/listening');
const { samples } = require('../../support/early-samples');

/** The samples of both documents of Node 8, as they come. */
const OF_NODE_8 = {
  'HTTP/2': ['require'],
  'Core API': ['a plain server', 'a client that is destroyed at the end'],
  'Event: localSettings': ['new settings'],
  'Event: remoteSettings': ['settings of the peer'],
  'Event: stream of a session': ['streams of a session', 'a plain server'],
  'Event: timeout': ['the timeout of a session'],
  'http2session.request()': ['a request with constants'],
  'http2session.shutdown()': ['a graceful shutdown'],
  'Event: trailers': ['received trailers'],
  'http2stream.setTimeout()': ['a timeout that cancels, by rstStreamWithCancel()'],
  'Event: headers': ['informational headers'],
  'Event: push': ['the head of a pushed response'],
  'Event: response': ['a response'],
  'http2stream.pushStream()': ['a push, with a callback of one argument'],
  'Event: stream of a server': ['streams of a server, with constants'],
  'Event: stream of a secure server': ['streams of a secure server, with constants'],
  'http2.createServer()': ['a plain server'],
  'http2.createSecureServer()': ['a secure server'],
  'http2.connect()': ['connect and destroy'],
  'http2.getPackedSettings()': ['getPackedSettings'],
  'Headers Object': ['headers to send', 'headers received'],
  'Using options.selectPadding': ['selectPadding'],
  'Push streams on the client': ['pushed streams on the client'],
  'Supporting the CONNECT method': ['CONNECT, refused by rstWithRefused() and rstStream()'],
};

const DOCUMENTS = {
  'Node 8.4': {
    ...OF_NODE_8,
    'Event: fetchTrailers': ['fetchTrailers'],
    'http2stream.respond()': ['respond'],
    'http2stream.respondWithFD()': ['respondWithFD, a descriptor for all'],
    'http2stream.respondWithFile()': [
      'respondWithFile with statCheck', 'respondWithFile that is cancelled',
    ],
  },
  'Node 8.5': {
    ...OF_NODE_8,
    'http2stream.respond()': ['respond', 'respond with getTrailers'],
    'http2stream.respondWithFD()': [
      'respondWithFD, a descriptor for all', 'respondWithFD with getTrailers',
    ],
    'http2stream.respondWithFile()': [
      'respondWithFile with statCheck', 'respondWithFile that is cancelled',
      'respondWithFile with getTrailers',
    ],
    'Compatibility API': ['requests and responses'],
    'ALPN negotiation': ['ALPN negotiation'],
    'request.headers': ['request.headers and request.url'],
    'request.rawHeaders': ['request.rawHeaders'],
    'request.url': ['request.url'],
    'response.getHeader()': ['response.getHeader()'],
    'response.getHeaderNames()': ['response.getHeaderNames() and getHeaders()'],
    'response.hasHeader()': ['response.hasHeader() and removeHeader()'],
    'response.setHeader()': ['response.setHeader()', 'requests and responses'],
    'response.socket': ['response.socket'],
    'response.statusCode': ['response.statusCode'],
    'response.writeHead()': ['response.writeHead()', 'requests and responses'],
  },
  'Node 10': {
    'HTTP/2': ['require'],
    'Core API': ['a secure server', 'a secure client that is closed at the end'],
    'Event: localSettings': ['new settings'],
    'Event: remoteSettings': ['settings of the peer'],
    'Event: stream of a session': ['streams of a session', 'a plain server'],
    'Event: timeout': ['the timeout of a session'],
    'http2session.ping()': ['ping'],
    'serverhttp2session.altsvc()': ['altsvc'],
    'Event: altsvc': ['altsvc'],
    'clienthttp2session.request()': ['a request with constants'],
    'Event: trailers': ['received trailers'],
    'http2stream.setTimeout()': ['a timeout that cancels, by close()'],
    'http2stream.sendTrailers()': ['respond with waitForTrailers'],
    'Event: headers': ['informational headers'],
    'Event: push': ['the head of a pushed response'],
    'Event: response': ['a response'],
    'http2stream.pushStream()': ['a push, with an error first'],
    'http2stream.respond()': ['respond', 'respond with waitForTrailers'],
    'http2stream.respondWithFD()': [
      'respondWithFD, a descriptor for each', 'respondWithFD with waitForTrailers',
    ],
    'http2stream.respondWithFile()': [
      'respondWithFile with statCheck', 'respondWithFile with onError',
      'respondWithFile that is cancelled', 'respondWithFile with waitForTrailers',
    ],
    'Event: stream of a server': ['streams of a server, with constants'],
    'Event: stream of a secure server': ['streams of a secure server, with constants'],
    'http2.createServer()': ['a plain server'],
    'http2.createSecureServer()': ['a secure server'],
    'http2.connect()': ['connect and close'],
    'http2.getPackedSettings()': ['getPackedSettings'],
    'Headers Object': ['headers to send', 'headers received'],
    'Using options.selectPadding()': ['selectPadding'],
    'Push streams on the client': ['pushed streams on the client'],
    'Supporting the CONNECT method': ['CONNECT, refused by close()'],
    'Compatibility API': ['requests and responses'],
    'ALPN negotiation': ['ALPN negotiation'],
    'request.headers': ['request.headers and request.url'],
    'request.rawHeaders': ['request.rawHeaders'],
    'request.url': ['request.url'],
    'response.getHeader()': ['response.getHeader()'],
    'response.getHeaderNames()': ['response.getHeaderNames() and getHeaders()'],
    'response.hasHeader()': ['response.hasHeader() and removeHeader()'],
    'response.setHeader()': ['response.setHeader()', 'requests and responses'],
    'response.socket': ['response.socket'],
    'response.statusCode': ['response.statusCode'],
    'response.writeHead()': ['response.writeHead()', 'requests and responses'],
    'Collecting HTTP/2 Performance Metrics': ['performance metrics'],
  },
};

for (const [version, sections] of Object.entries(DOCUMENTS)) {
  describe(`With native-http2/legacy, the samples of the document of ${version}`, () => {
    before(function skip() { if (builtin) this.skip(); });
    afterEach(closeEverything);

    for (const [section, names] of Object.entries(sections)) {
      for (const name of names) it(`${section}: ${name}`, samples[name]);
    }
  });
}
