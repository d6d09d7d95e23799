// Flow control: see src/flow_control.h.
#include "flow_control.h"

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id)
void SessionWrap::PauseReading(const Napi::CallbackInfo& info) {
  session_->flow_control().Pause(Int32(info, 0));
}

// (id)
void SessionWrap::ResumeReading(const Napi::CallbackInfo& info) {
  session_->flow_control().Resume(Int32(info, 0));
}

// (id, unread bytes)
void SessionWrap::ConsumeAllBut(const Napi::CallbackInfo& info) {
  session_->flow_control().ConsumeAllBut(Int32(info, 0), Uint32(info, 1));
}

// (id, unread bytes): the stream has closed.
void SessionWrap::KeepUnread(const Napi::CallbackInfo& info) {
  session_->flow_control().KeepUnread(Int32(info, 0), Uint32(info, 1));
}

// (id): the stream was pushed, or kept as unread.
void SessionWrap::Release(const Napi::CallbackInfo& info) {
  session_->flow_control().Release(Int32(info, 0));
}

// (size in bytes)
int SessionWrap::SetLocalWindowSize(const Napi::CallbackInfo& info) {
  return session_->flow_control().SetLocalWindowSize(Int32(info, 0));
}

}  // namespace http2
