// Bodies: see src/body.h.
#include "body.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

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

// The descriptor, such that it is closed by who has opened it.
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

int SessionWrap::WriteChunk(int32_t id, ChunkRef chunk, uint32_t flags) {
  const int result = session_->body().Write(id, std::move(chunk), (flags & kLastOfWrite) != 0);
  if (result != 0 || (flags & kLastOfBody) == 0) return result;
  return session_->body().End(id);
}

// (id, string, flags)
int SessionWrap::WriteString(const Napi::CallbackInfo& info) {
  const uint32_t flags = Uint32(info, 2);
  const auto read =
      (flags & kLatin1) != 0 ? napi_get_value_string_latin1 : napi_get_value_string_utf8;
  return WriteChunk(Int32(info, 0), CopyString(info.Env(), info[1], read), flags);
}

// (id, buffer, flags)
int SessionWrap::WriteBuffer(const Napi::CallbackInfo& info) {
  const std::span<uint8_t> bytes = Bytes(info.Env(), info[1]);
  const bool borrow = bytes.size() > kCopyLimit && BorrowedBuffer::CanBorrow(info.Env(), info[1]);
  ChunkRef chunk = borrow ? BorrowedBuffer::Borrow(info.Env(), info[1], bytes)
                          : CopiedChunk::CopyOf(bytes.data(), bytes.size());
  return WriteChunk(Int32(info, 0), std::move(chunk), Uint32(info, 2));
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
int SessionWrap::EndBody(const Napi::CallbackInfo& info) {
  return session_->body().End(Int32(info, 0));
}

// (id, descriptor, offset, length, opener): the descriptor is closed by who has opened it, whatever
// the result. Numbers are whole, and fit into 53 bits.
Napi::Value SessionWrap::PipeFile(const Napi::CallbackInfo& info) {
  const auto opener = static_cast<FileOpener>(Uint32(info, 4));
  FileDescriptorRef file = Hold(addon_, Int32(info, 1), opener);
  if (session_ == nullptr) return {info.Env(), Result(info, NGHTTP2_ERR_STREAM_CLOSED)};
  const FileRange range{static_cast<int64_t>(Double(info, 2)),
                        static_cast<int64_t>(Double(info, 3))};
  const int result =
      session_->body().PipeFile(Int32(info, 0), addon_.files(), std::move(file), range);
  MarkDirty();
  return {info.Env(), Result(info, result)};
}

// (id)
void SessionWrap::FailFile(const Napi::CallbackInfo& info) {
  session_->body().FailFile(Int32(info, 0));
}

// A file has more to send.
void SessionWrap::OnOutputReady() {
  const Napi::HandleScope scope(Env());
  MarkDirty();
}

// (id)
void SessionWrap::AwaitTrailers(const Napi::CallbackInfo& info) {
  session_->body().AwaitTrailers(Int32(info, 0));
}

// (id): whether the peer has room for all that was written.
Napi::Value SessionWrap::SendsAtOnce(const Napi::CallbackInfo& info) {
  const bool at_once = session_ != nullptr && session_->body().SendsAtOnce(Int32(info, 0));
  return Napi::Boolean::New(info.Env(), at_once);
}

// A timeout was set: getIdleBodyTime() will be called.
void SessionWrap::WatchBodies(const Napi::CallbackInfo&) {
  session_->body().WatchProgress();
}

// (id, 0: of any stream): milliseconds since bytes of a body were sent, Infinity for never.
Napi::Value SessionWrap::GetIdleBodyTime(const Napi::CallbackInfo& info) {
  const uint64_t sent_at = session_ == nullptr ? 0 : session_->body().SentAt(Int32(info, 0));
  const double idle = sent_at == 0 ? std::numeric_limits<double>::infinity()
                                   : static_cast<double>(BodyProgress::Now() - sent_at);
  return Napi::Number::New(info.Env(), idle);
}

}  // namespace http2
