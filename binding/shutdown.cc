// The end of the connection: see src/shutdown.h.
#include "shutdown.h"

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (code, last stream id, opaque data, soon): with `soon` the session is about to be destroyed, and
// the frame goes out with those that end it.
int SessionWrap::Goaway(const Napi::CallbackInfo& info) {
  const std::span<uint8_t> opaque = Bytes(info.Env(), info[2]);
  const int result = session_->shutdown().Goaway(Uint32(info, 0), Int32(info, 1), opaque);
  if (!Boolean(info, 3)) MarkDirty();
  return result;
}

int SessionWrap::ShutdownNotice(const Napi::CallbackInfo&) {
  return session_->shutdown().Notice();
}

// (code)
int SessionWrap::Terminate(const Napi::CallbackInfo& info) {
  return session_->shutdown().Terminate(Uint32(info, 0));
}

// (id, is lost): 1 or 0
int SessionWrap::LeavesOut(const Napi::CallbackInfo& info) {
  return session_->shutdown().LeavesOut(Int32(info, 0), Boolean(info, 1)) ? 1 : 0;
}

}  // namespace http2
