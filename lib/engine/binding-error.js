'use strict';

/**
 * The addon can't be loaded. `code` names the reason:
 * - `ERR_NATIVE_HTTP2_NODE_TOO_OLD`: this Node is older than the oldest supported one
 * - `ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE`: this Node lacks a function that the addon needs
 * - `ERR_NATIVE_HTTP2_ADDON_MISSING`: there is no addon for this platform
 * - `ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE`: the file is no addon, is damaged, or was made for another
 *   platform
 * - `ERR_NATIVE_HTTP2_LIBC_MISMATCH`: the addon was made for glibc and this Node uses musl, or the other
 *   way round
 * - `ERR_NATIVE_HTTP2_LIBC_TOO_OLD`: the addon needs a newer C or C++ library than this system has
 * - `ERR_NATIVE_HTTP2_ADDONS_DISABLED`: this Node was started without the right to load addons
 * - `ERR_NATIVE_HTTP2_ADDON_FAILED`: the addon was loaded and refused to start
 * - `ERR_NATIVE_HTTP2_ADDON_STALE`: the addon was built from another version of the package
 *
 * `message` ends with the next step; `cause` is the error of the loader, where there is one.
 */
class BindingError extends Error {
  constructor(code, message, cause) {
    super(message, cause && { cause });
    this.code = code;
  }

  get name() {
    return 'BindingError';
  }
}

module.exports = { BindingError };
