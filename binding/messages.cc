// Messages: see src/messages.h.
#include "messages.h"

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// Reads a header block into the environment's scratch. False: it is malformed.
bool SessionWrap::ReadBlock(const Napi::CallbackInfo& info, size_t index) {
  return addon_.header_block().Read(info.Env(), info[index]);
}

std::span<const nghttp2_nv> SessionWrap::block() {
  return addon_.header_block().fields();
}

// (id, block, flags)
int SessionWrap::Respond(const Napi::CallbackInfo& info) {
  if (!ReadBlock(info, 1)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  return session_->messages().Respond(Int32(info, 0), block(), Uint32(info, 2));
}

// (block, flags)
int SessionWrap::Request(const Napi::CallbackInfo& info) {
  if (!ReadBlock(info, 0)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  return session_->messages().Request(block(), Uint32(info, 1));
}

// (parent, block)
int SessionWrap::PushPromise(const Napi::CallbackInfo& info) {
  if (!ReadBlock(info, 1)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  return session_->messages().PushPromise(Int32(info, 0), block());
}

// (id, block)
int SessionWrap::Information(const Napi::CallbackInfo& info) {
  if (!ReadBlock(info, 1)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  return session_->messages().Information(Int32(info, 0), block());
}

// (id, block)
int SessionWrap::Trailers(const Napi::CallbackInfo& info) {
  if (!ReadBlock(info, 1)) return NGHTTP2_ERR_INVALID_ARGUMENT;
  return session_->messages().Trailers(Int32(info, 0), block());
}

// (id)
int SessionWrap::SetNextStreamId(const Napi::CallbackInfo& info) {
  return session_->streams().SetNextId(Int32(info, 0));
}

}  // namespace http2
