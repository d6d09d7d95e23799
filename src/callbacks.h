// The functions that nghttp2 calls while it parses and serializes. Each hands on to the part of the
// session that the frame concerns; none calls out of the engine.
#pragma once

#include <nghttp2/nghttp2.h>

#include <memory>

namespace http2 {

struct CallbacksDeleter {
  void operator()(nghttp2_session_callbacks* callbacks) const {
    nghttp2_session_callbacks_del(callbacks);
  }
};
using Callbacks = std::unique_ptr<nghttp2_session_callbacks, CallbacksDeleter>;

// For an nghttp2 session whose user data is a Session.
Callbacks MakeCallbacks();

}  // namespace http2
