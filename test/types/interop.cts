// Compiled, and never run: a CommonJS program with esModuleInterop.

import http2 from 'native-http2';

http2.createServer().close();
