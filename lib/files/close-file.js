'use strict';

const fs = require('node:fs');
const { setCloseFile } = require('../engine/addon.js');

/**
 * Closes a file that `fs.open()` has opened. Only `fs.close()` may do so: a worker that ends closes the
 * numbers that Node still counts as its own, even if another file has the number by then.
 */
function closeFile(descriptor) {
  fs.close(descriptor, ignore);
}

/** A file that was read and does not close is nobody's error. */
function ignore() {}

setCloseFile(closeFile);

module.exports = { closeFile };
