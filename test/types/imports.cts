// Compiled, and never run: a CommonJS program.

import named = require('native-http2');
import * as all from 'native-http2';
import { connect, type Http2Server } from 'native-http2';
import 'native-http2/register';

const server: Http2Server = named.createServer();
server.close();
all.connect('http://localhost').close();
connect('http://localhost').close();
