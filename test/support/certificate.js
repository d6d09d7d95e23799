'use strict';

// A self-signed certificate for localhost that no one trusts; valid for a hundred years.
const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, 'certificate');

module.exports = {
  key: fs.readFileSync(path.join(folder, 'localhost-key.pem')),
  cert: fs.readFileSync(path.join(folder, 'localhost-cert.pem')),
};
