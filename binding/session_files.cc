// Files as bodies.
#include <limits>
#include <memory>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id, descriptor, offset, length, owned): `owned` descriptors are closed by the engine, whatever
// the result. Numbers are whole, and fit into 53 bits.
Napi::Value SessionWrap::PipeFile(const Napi::CallbackInfo& info) {
  auto file = std::make_shared<const FileDescriptor>(Int32(info, 1), Boolean(info, 4));
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const FileRange range{static_cast<int64_t>(Double(info, 2)),
                        static_cast<int64_t>(Double(info, 3))};
  return {info.Env(),
          Done(info, session_->PipeFile(Int32(info, 0), addon_.files(), std::move(file), range))};
}

// (id)
Napi::Value SessionWrap::FailFile(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->FailFile(Int32(info, 0));
  MarkDirty();
  return info.Env().Undefined();
}

// (id, 0: of any stream)
Napi::Value SessionWrap::GetIdleFileTime(const Napi::CallbackInfo& info) {
  const uint64_t sent_at = session_ == nullptr ? 0 : session_->FileSentAt(Int32(info, 0));
  const double idle = sent_at == 0 ? std::numeric_limits<double>::infinity()
                                   : static_cast<double>(Session::Now() - sent_at);
  return Napi::Number::New(info.Env(), idle);
}

void SessionWrap::OnOutputReady() {
  const Napi::HandleScope scope(Env());
  MarkDirty();
}

}  // namespace http2
