// Resets of streams: see src/reset.h.
#include "reset.h"

#include <utility>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id, code, end): what was written goes out before the reset, with `end` an end of the body too. A
// cancellation while events are delivered waits until all of them are.
int SessionWrap::Reset(const Napi::CallbackInfo& info) {
  const int32_t id = Int32(info, 0);
  const uint32_t code = Uint32(info, 1);
  const bool end = Boolean(info, 2);
  if (end && delivering_ && code == NGHTTP2_CANCEL) {
    cancelled_.push_back(id);
    return 0;
  }
  const BeforeReset before = end && !delivering_ ? BeforeReset::kEnd : BeforeReset::kWritten;
  return session_->reset().Submit(id, code, before);
}

void SessionWrap::ResetCancelled() {
  for (const int32_t id : std::exchange(cancelled_, {})) {
    session_->reset().Submit(id, NGHTTP2_CANCEL, BeforeReset::kEnd);
  }
}

// (id)
void SessionWrap::Refuse(const Napi::CallbackInfo& info) {
  session_->reset().Refuse(Int32(info, 0));
}

}  // namespace http2
