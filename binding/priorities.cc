// Extensible priorities: see src/priorities.h.
#include "priorities.h"

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id, urgency, incremental)
int SessionWrap::SetPriority(const Napi::CallbackInfo& info) {
  const StreamPriority priority{static_cast<uint8_t>(Uint32(info, 1)), Boolean(info, 2)};
  return session_->priorities().Set(Int32(info, 0), priority);
}

// (id): twice the urgency, and 1 for incremental; negative for a stream that has closed.
int SessionWrap::GetPriority(const Napi::CallbackInfo& info) {
  const auto priority = session_->priorities().Get(Int32(info, 0));
  return priority ? 2 * priority->urgency + (priority->incremental ? 1 : 0)
                  : NGHTTP2_ERR_STREAM_CLOSED;
}

}  // namespace http2
