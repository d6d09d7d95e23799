'use strict';

function respondWithFD() {}
function respondWithFile() {}

module.exports = { respondWithFD, respondWithFile };
