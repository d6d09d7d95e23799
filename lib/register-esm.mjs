// Puts this package in the place of node:http2, for import and for require():
//
//     node --import native-http2/register-esm app.mjs

import module from 'node:module';
import './register.js';

if (!module.registerHooks) module.register('./register-hooks.mjs', import.meta.url);
