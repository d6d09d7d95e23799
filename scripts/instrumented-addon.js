'use strict';

// Preloaded: the addon that is loaded is the one that INSTRUMENTED_ADDON names.

const { dlopen } = process;

process.dlopen = function(module, file, ...rest) {
  const isOurs = file.endsWith('native_http2.node');
  return dlopen.call(this, module, isOurs ? process.env.INSTRUMENTED_ADDON : file, ...rest);
};
