'use strict';

const fs = require('node:fs');
const { setCloseFile } = require('../engine/addon.js');

/**
 * Files that `fs.open()` has opened. Only `fs.close()` may close them: a worker that ends closes the
 * numbers that Node still counts as its own, whoever has them by then.
 */
function closeFile(descriptor) {
  fs.close(descriptor, ignore);
}

/** Nobody can do anything about a file that was read and does not close. */
function ignore() {}

setCloseFile(closeFile);

module.exports = { closeFile };
