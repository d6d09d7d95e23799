// Files as bodies.
#include <memory>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id, descriptor, offset, length, owned): `owned` descriptors are closed by the engine, whatever the
// result. Numbers are whole, and fit into 53 bits.
Napi::Value SessionWrap::PipeFile(const Napi::CallbackInfo& info) {
  auto file = std::make_shared<const FileDescriptor>(Int32(info, 1), Boolean(info, 4));
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const FileRange range{static_cast<int64_t>(Double(info, 2)),
                        static_cast<int64_t>(Double(info, 3))};
  return {info.Env(), Done(info, session_->PipeFile(Int32(info, 0), addon_.files(),
                                                    std::move(file), range))};
}

// (id)
Napi::Value SessionWrap::FailFile(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->FailFile(Int32(info, 0));
  MarkDirty();
  return info.Env().Undefined();
}

void SessionWrap::OnOutputReady() {
  const Napi::HandleScope scope(Env());
  MarkDirty();
}

}  // namespace http2
