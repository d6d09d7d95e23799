// What JavaScript tells a session to do. Results are 0 or an id, or a negative nghttp2 error.
#include <algorithm>
#include <array>

#include "arguments.h"
#include "borrowed_buffer.h"
#include "copied_chunk.h"
#include "session_wrap.h"

namespace http2 {

namespace {

// Below this size a copy costs less than a reference that keeps the buffer alive.
constexpr size_t kCopyLimit = 6 * 1024;

using StringReader = napi_status (*)(napi_env, napi_value, char*, size_t, size_t*);

ChunkRef CopyString(napi_env env, napi_value string, StringReader read) {
  std::array<char, 2048> small;  // filled by `read`
  size_t size = 0;
  read(env, string, small.data(), small.size(), &size);
  // UTF-8 is cut at a whole character: up to 4 bytes may be free when there is more.
  if (size + 5 < small.size()) {
    return CopiedChunk::CopyOf(reinterpret_cast<const uint8_t*>(small.data()), size);
  }
  read(env, string, nullptr, 0, &size);
  CopiedChunk* chunk = CopiedChunk::Create(size + 1);
  ChunkRef owner(chunk);
  read(env, string, reinterpret_cast<char*>(chunk->writable()), size + 1, &size);
  chunk->Truncate(size);
  return owner;
}

}  // namespace

napi_value SessionWrap::Done(const Napi::CallbackInfo& info, int result) {
  MarkDirty();
  return Result(info, result);
}

// Reads a header block into the environment's scratch.
bool SessionWrap::HeaderArgument(const Napi::CallbackInfo& info, size_t index) {
  return addon_.header_block().Read(info.Env(), info[index]);
}

// (id, block, flags)
Napi::Value SessionWrap::Respond(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  if (!HeaderArgument(info, 1)) return {info.Env(), Result(info, NGHTTP2_ERR_INVALID_ARGUMENT)};
  return {info.Env(),
          Done(info, session_->messages().Respond(Int32(info, 0), addon_.header_block().fields(),
                                                  Uint32(info, 2)))};
}

// (block, flags)
Napi::Value SessionWrap::Request(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  if (!HeaderArgument(info, 0)) return {info.Env(), Result(info, NGHTTP2_ERR_INVALID_ARGUMENT)};
  return {info.Env(), Done(info, session_->messages().Request(addon_.header_block().fields(),
                                                              Uint32(info, 1)))};
}

// (parent, block)
Napi::Value SessionWrap::PushPromise(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  if (!HeaderArgument(info, 1)) return {info.Env(), Result(info, NGHTTP2_ERR_INVALID_ARGUMENT)};
  return {info.Env(), Done(info, session_->messages().PushPromise(Int32(info, 0),
                                                                  addon_.header_block().fields()))};
}

// (id, block)
Napi::Value SessionWrap::Information(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  if (!HeaderArgument(info, 1)) return {info.Env(), Result(info, NGHTTP2_ERR_INVALID_ARGUMENT)};
  return {info.Env(), Done(info, session_->messages().Information(Int32(info, 0),
                                                                  addon_.header_block().fields()))};
}

// (id, block)
Napi::Value SessionWrap::Trailers(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  if (!HeaderArgument(info, 1)) return {info.Env(), Result(info, NGHTTP2_ERR_INVALID_ARGUMENT)};
  return {info.Env(), Done(info, session_->messages().Trailers(Int32(info, 0),
                                                               addon_.header_block().fields()))};
}

int SessionWrap::WriteChunk(int32_t id, ChunkRef chunk, uint32_t flags) {
  const int result = session_->body().Write(id, std::move(chunk), (flags & kLastOfWrite) != 0);
  if (result != 0 || (flags & kLastOfBody) == 0) return result;
  return session_->body().End(id);
}

// (id, string, flags)
Napi::Value SessionWrap::WriteString(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const uint32_t flags = Uint32(info, 2);
  ChunkRef chunk = CopyString(
      info.Env(), info[1],
      (flags & kLatin1) != 0 ? napi_get_value_string_latin1 : napi_get_value_string_utf8);
  return {info.Env(), Done(info, WriteChunk(Int32(info, 0), std::move(chunk), flags))};
}

// (id, buffer, flags)
Napi::Value SessionWrap::WriteBuffer(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const std::span<uint8_t> bytes = Bytes(info.Env(), info[1]);
  const bool borrow = bytes.size() > kCopyLimit && BorrowedBuffer::CanBorrow(info.Env(), info[1]);
  ChunkRef chunk = borrow ? BorrowedBuffer::Borrow(info.Env(), info[1], bytes)
                          : CopiedChunk::CopyOf(bytes.data(), bytes.size());
  return {info.Env(), Done(info, WriteChunk(Int32(info, 0), std::move(chunk), Uint32(info, 2)))};
}

// (id, size, flags): writes that came together, which JavaScript has put into the current gather
// buffer. The result is the index of the one that is current from then on.
Napi::Value SessionWrap::WriteGathered(const Napi::CallbackInfo& info) {
  GatherBuffers& buffers = addon_.gather_buffers();
  if (session_ != nullptr) {
    const size_t size = std::min<size_t>(Uint32(info, 1), GatherBuffers::kSize);
    WriteChunk(Int32(info, 0), buffers.Take(size), Uint32(info, 2));
    MarkDirty();
  }
  return {info.Env(), Result(info, buffers.current())};
}

// (id)
Napi::Value SessionWrap::EndBody(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  return {info.Env(), Done(info, session_->body().End(Int32(info, 0)))};
}

// (id): whether the peer has room for all that was written.
Napi::Value SessionWrap::SendsAtOnce(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(),
                            session_ != nullptr && session_->body().SendsAtOnce(Int32(info, 0)));
}

// (id)
Napi::Value SessionWrap::AwaitTrailers(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->body().AwaitTrailers(Int32(info, 0));
  return info.Env().Undefined();
}

// (id, code, end): what was written goes out before the reset, with `end` an end of the body too. A
// cancellation while events are delivered waits until all of them are.
Napi::Value SessionWrap::Reset(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const int32_t id = Int32(info, 0);
  const uint32_t code = Uint32(info, 1);
  const bool end = Boolean(info, 2);
  if (end && delivering_ && code == NGHTTP2_CANCEL) {
    cancelled_.push_back(id);
    return {info.Env(), Done(info, 0)};
  }
  const BeforeReset before = end && !delivering_ ? BeforeReset::kEnd : BeforeReset::kWritten;
  return {info.Env(), Done(info, session_->reset().Submit(id, code, before))};
}

// (id)
Napi::Value SessionWrap::PauseReading(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->flow_control().Pause(Int32(info, 0));
  return info.Env().Undefined();
}

// (id)
Napi::Value SessionWrap::ResumeReading(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->flow_control().Resume(Int32(info, 0));
  MarkDirty();
  return info.Env().Undefined();
}

// (id)
Napi::Value SessionWrap::Refuse(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->reset().Refuse(Int32(info, 0));
  MarkDirty();
  return info.Env().Undefined();
}

// (id, unread bytes): of a stream that has closed
Napi::Value SessionWrap::KeepUnread(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->flow_control().KeepUnread(Int32(info, 0), Uint32(info, 1));
  return info.Env().Undefined();
}

// (id): of a stream that was pushed, or kept as unread
Napi::Value SessionWrap::Release(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->flow_control().Release(Int32(info, 0));
  return info.Env().Undefined();
}

// (id, unread bytes)
Napi::Value SessionWrap::ConsumeAllBut(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return info.Env().Undefined();
  session_->flow_control().ConsumeAllBut(Int32(info, 0), Uint32(info, 1));
  MarkDirty();
  return info.Env().Undefined();
}

// (Uint32Array of ids and values in turn)
Napi::Value SessionWrap::Settings(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const auto array = info[0].As<Napi::Uint32Array>();
  std::vector<SettingsEntry> entries;
  for (size_t i = 0; i + 1 < array.ElementLength(); i += 2) {
    entries.push_back(SettingsEntry{static_cast<int32_t>(array[i]), array[i + 1]});
  }
  return {info.Env(), Done(info, session_->settings().Submit(entries))};
}

// (8 bytes)
Napi::Value SessionWrap::Ping(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  std::array<uint8_t, 8> payload{};
  const std::span<const uint8_t> bytes = Bytes(info.Env(), info[0]);
  std::copy_n(bytes.data(), std::min(bytes.size(), payload.size()), payload.data());
  return {info.Env(), Done(info, session_->ping().Submit(payload.data()))};
}

// (code, last stream id, opaque data, soon): with `soon` the session is about to be destroyed, and
// the frame goes out with those that end it.
Napi::Value SessionWrap::Goaway(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const std::span<uint8_t> opaque = Bytes(info.Env(), info[2]);
  const int result = session_->shutdown().Goaway(Uint32(info, 0), Int32(info, 1), opaque);
  return {info.Env(), Boolean(info, 3) ? Result(info, result) : Done(info, result)};
}

// (code)
Napi::Value SessionWrap::Terminate(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  return {info.Env(), Done(info, session_->shutdown().Terminate(Uint32(info, 0)))};
}

// (id, origin, value)
Napi::Value SessionWrap::Altsvc(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  return {info.Env(),
          Done(info, session_->extensions().Altsvc(Int32(info, 0), Latin1(info.Env(), info[1]),
                                                   Latin1(info.Env(), info[2])))};
}

// (array of strings)
Napi::Value SessionWrap::Origin(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const auto array = info[0].As<Napi::Array>();
  std::vector<std::string> origins;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    origins.push_back(Latin1(info.Env(), array.Get(i)));
  }
  return {info.Env(), Done(info, session_->extensions().Origin(origins))};
}

// (size in bytes)
Napi::Value SessionWrap::SetLocalWindowSize(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  return {info.Env(), Done(info, session_->flow_control().SetLocalWindowSize(Int32(info, 0)))};
}

// (id)
Napi::Value SessionWrap::SetNextStreamId(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  return {info.Env(), Result(info, session_->streams().SetNextId(Int32(info, 0)))};
}

}  // namespace http2
