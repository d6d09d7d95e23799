// Compiled, and never run: an ES module.

import http2, { connect, type Http2Server } from 'native-http2';
import * as all from 'native-http2';
import 'native-http2/register';

const server: Http2Server = http2.createServer();
server.close();
all.connect('http://localhost').close();
connect('http://localhost').close();
const later = await import('native-http2');
later.default.createServer();
later.createServer();
