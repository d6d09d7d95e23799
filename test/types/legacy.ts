// Compiled, and never run: what programs may and may not write.

import * as http2 from 'native-http2/legacy';

const server = http2.createServer();
server.on('stream', (stream, headers) => {
  stream.on('streamClosed', (code) => code.toFixed());
  stream.on('fetchTrailers', (trailers) => { trailers.a = headers[':path'] ?? ''; });
  stream.respond({ ':status': 200 }, { getTrailers: (trailers) => { trailers.b = ['c']; } });
  stream.pushStream({ ':path': '/' }, (pushStream) => pushStream.rstWithRefuse());
  stream.state.streamLocalClose?.toFixed();
  stream.session?.ping(() => {});
  stream.end();
});
server.on('session', (session) => session.shutdown({ graceful: true }, () => session.destroy()));
server.on('streamError', (error, stream) => stream.rstStream(error ? 1 : 0));
server.on('socketError', (error, socket) => socket.destroy(error));
server.listen(0);

const session = http2.connect('http://localhost', { maxSessionMemory: 10, selectPadding: (length, max) => max });
http2.createServer({ selectPadding: (frameLength) => frameLength });
// @ts-expect-error
http2.createServer({ selectPadding: () => 'max' });
const stream = session.request({ ':path': '/' }, { endStream: true });
session.rstStream(stream, http2.constants.NGHTTP2_CANCEL);
session.shutdown(() => {});
// @ts-expect-error
session.shutdown({ graceful: 'yes' });
// @ts-expect-error
stream.rstStream('cancel');
