'use strict';

const fs = require('node:fs');

/** How many descriptors this process has open. */
function openDescriptors() {
  return fs.readdirSync('/proc/self/fd').length;
}

/** How many of them are sockets. */
function openSockets() {
  return fs.readdirSync('/proc/self/fd').filter(isSocket).length;
}

function isSocket(number) {
  try {
    return fs.readlinkSync(`/proc/self/fd/${number}`).startsWith('socket:');
  } catch {
    // The descriptor of the folder itself.
    return false;
  }
}

module.exports = { openDescriptors, openSockets };
