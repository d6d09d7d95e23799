#pragma once

#include <napi.h>

namespace http2 {

// After a call into lib/, which hands the errors of handlers to the process itself. What is left is
// that the environment is ending, and runs no more JavaScript.
inline void DropException(napi_env env) {
  napi_value error = nullptr;
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (pending) napi_get_and_clear_last_exception(env, &error);
}

}  // namespace http2
