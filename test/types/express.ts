// Compiled, and never run: what programs may and may not write.

import express = require('express');
import * as http2 from 'native-http2';
import { enableHttp2 } from 'native-http2/express';

const app: express.Express = enableHttp2(express)();
app.get('/', (request, response) => response.send(request.hostname));
http2.createServer(enableHttp2(app));
http2.createSecureServer({ allowHTTP1: true }, enableHttp2(app)).listen(8443);
enableHttp2(app).get('/a', (request, response) => { response.json(request.params); });
// @ts-expect-error
enableHttp2({});
// @ts-expect-error
enableHttp2();
