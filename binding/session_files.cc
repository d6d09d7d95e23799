// Files as bodies.
#include <memory>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

namespace {

FileDescriptorRef Hold(AddonData& addon, int number, FileOpener opener) {
  switch (opener) {
    case FileOpener::kNode:
      return addon.node_files().Hold(number);
    case FileOpener::kEngine:
      return addon.cached_files().Take(number);
    default:
      return std::make_shared<const FileDescriptor>(number);
  }
}

}  // namespace

// (id, descriptor, offset, length, opener): the descriptor is closed by who has opened it, whatever
// the result. Numbers are whole, and fit into 53 bits.
Napi::Value SessionWrap::PipeFile(const Napi::CallbackInfo& info) {
  FileDescriptorRef file = Hold(addon_, Int32(info, 1), static_cast<FileOpener>(Uint32(info, 4)));
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const FileRange range{static_cast<int64_t>(Double(info, 2)),
                        static_cast<int64_t>(Double(info, 3))};
  return {info.Env(), Done(info, session_->body().PipeFile(Int32(info, 0), addon_.files(),
                                                           std::move(file), range))};
}

// (id)
Napi::Value SessionWrap::FailFile(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->body().FailFile(Int32(info, 0));
  MarkDirty();
  return info.Env().Undefined();
}

void SessionWrap::OnOutputReady() {
  const Napi::HandleScope scope(Env());
  MarkDirty();
}

}  // namespace http2
