'use strict';

// The platforms that the package contains an addon for.

const path = require('node:path');
const { ROOT } = require('./run-quietly');

const PREBUILDS = path.join(ROOT, 'prebuilds');

// The newest glibc that an addon may need. Debian 10, Ubuntu 20.04 and RHEL 8 have this one or a newer one.
const GLIBC = '2.28';

const PLATFORMS = {
  'linux-x64': { processor: 'x86_64', target: `x86_64-linux-gnu.${GLIBC}`, machine: /X86-64/ },
  'linux-arm64': { processor: 'aarch64', target: `aarch64-linux-gnu.${GLIBC}`, machine: /AArch64/ },
};

/** The path of the addon for a platform. */
function addonOf(platform) {
  return path.join(PREBUILDS, platform, 'native_http2.node');
}

module.exports = { GLIBC, PLATFORMS, PREBUILDS, addonOf };
