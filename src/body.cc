// The bodies that a session sends, written by chunks or read from a file: nghttp2 asks how much
// there is, then for the bytes themselves.
#include <algorithm>

#include "callbacks.h"
#include "session.h"

namespace http2 {

nghttp2_data_provider Session::BodyProvider() {
  nghttp2_data_provider provider{};
  provider.read_callback = Callbacks::ReadBody;
  return provider;
}

// Writes of no bytes have nothing to wait for but their turn.
void Session::ConfirmEmptyWrites(Stream& stream) {
  if (!stream.queue.HasEmptyChunk()) return;
  const size_t before = stream.queue.memory();
  while (stream.queue.HasEmptyChunk()) {
    if (stream.queue.Take(0).ends_write) outbound_.AddReceipt(EventType::kWritten, stream.id());
  }
  queued_bytes_ -= before - stream.queue.memory();
}

ssize_t Session::ReadBody(Stream& stream, size_t length, uint32_t* flags) {
  if (stream.file != nullptr) return ReadFile(stream, length, flags);
  ConfirmEmptyWrites(stream);
  const size_t available = stream.queue.size();
  if (available == 0 && !stream.ended()) {
    stream.deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  // A DATA frame never spans two writes: the builtin's Writable has one of them on its way at a
  // time, and programs count frames and chunks.
  const size_t size = available == 0 ? 0 : stream.queue.FirstWrite(length);
  if (!stream.queue.Locate(size)) return LoseBody(stream);
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  if (size == available && stream.ended()) EndsWith(stream, size, flags);
  return static_cast<ssize_t>(size);
}

// JavaScript took the memory away that it had lent for the body: the rest of it can't be sent.
ssize_t Session::LoseBody(const Stream& stream) {
  events_.Push(EventType::kBodyLost, stream.id());
  return FailBody();
}

// nghttp2 resets the stream with INTERNAL_ERROR; the peer has no part in it.
ssize_t Session::FailBody() {
  ++commanded_resets_;
  return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

// What is cached is read here, while nghttp2 waits: it takes less time than to ask again.
ssize_t Session::ReadFile(Stream& stream, size_t length, uint32_t* flags) {
  FilePipe& file = *stream.file;
  const size_t before = file.available();
  const bool ready = file.Prepare(length, SendWindow(stream.id()));
  queued_bytes_ += file.available() - before;
  if (!ready) {
    stream.deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  if (file.failed()) return FailBody();
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  const size_t size = std::min(file.available(), length);
  if (size == file.available() && file.complete()) EndsWith(stream, size, flags);
  return static_cast<ssize_t>(size);
}

// What the peer takes now.
size_t Session::SendWindow(int32_t id) const {
  int32_t stream = nghttp2_session_get_stream_remote_window_size(handle(), id);
  // nghttp2 opens a client's stream when it sends the request.
  if (stream < 0) {
    stream = static_cast<int32_t>(
        nghttp2_session_get_remote_settings(handle(), NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE));
  }
  const int32_t connection = nghttp2_session_get_remote_window_size(handle());
  return static_cast<size_t>(std::max(0, std::min(stream, connection)));
}

bool Session::SendsAtOnce(int32_t id) const {
  const Stream* stream = streams_.Find(id);
  return stream != nullptr && stream->queue.size() <= SendWindow(id);
}

// The body ends with `size` bytes more.
void Session::EndsWith(Stream& stream, size_t size, uint32_t* flags) {
  *flags |= NGHTTP2_DATA_FLAG_EOF;
  if (!stream.wants_trailers) {
    stream.send_state = SendState::kDone;
    return;
  }
  *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
  stream.send_state = SendState::kTrailers;
  // nghttp2 sends a frame for an end without bytes only to pad it; else the end is told after the
  // last of them.
  if (size == 0) outbound_.AddReceipt(EventType::kWantTrailers, stream.id());
}

// Whether the bytes being sent close a server's stream: its close tells then that they are written.
bool Session::ClosesWithBody(const Stream& stream) const {
  return options_.role == Role::kServer && stream.send_state == SendState::kDone &&
         nghttp2_session_get_stream_remote_close(handle(), stream.id()) == 1;
}

SendQueue::Slice Session::TakeBody(Stream& stream, size_t limit) {
  const size_t before = stream.queue.memory();
  SendQueue::Slice slice =
      stream.file != nullptr ? stream.file->Take(limit) : stream.queue.Take(limit);
  queued_bytes_ -= stream.file != nullptr ? slice.size : before - stream.queue.memory();
  return slice;
}

void Session::SendBody(Stream& stream, size_t length) {
  const bool empty = length == 0;
  if (stream.timing != nullptr) {
    stream.timing->bytes_sent += length;
    TimeFirst(stream.timing->first_byte_sent_at);
  }
  while (length > 0) {
    const SendQueue::Slice slice = TakeBody(stream, length);
    outbound_.AppendPayload(slice.chunk, slice.data, slice.size);
    length -= slice.size;
    if (slice.ends_write && !(length == 0 && ClosesWithBody(stream))) {
      outbound_.AddReceipt(EventType::kWritten, stream.id());
    }
  }
  if (!empty) outbound_.MarkBody(stream.progress);
  ConfirmEmptyWrites(stream);
  if (stream.send_state == SendState::kTrailers && !empty) {
    outbound_.AddReceipt(EventType::kWantTrailers, stream.id());
  }
}

int Session::Resume(Stream& stream) {
  if (!stream.deferred) return 0;
  stream.deferred = false;
  return nghttp2_session_resume_data(handle(), stream.id());
}

int Session::Write(int32_t id, ChunkRef chunk, bool last_of_write) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->ended()) return NGHTTP2_ERR_STREAM_CLOSED;
  const size_t before = stream->queue.memory();
  stream->queue.Push(std::move(chunk), last_of_write);
  queued_bytes_ += stream->queue.memory() - before;
  return Resume(*stream);
}

int Session::EndBody(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->ended()) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->send_state = SendState::kEnding;
  return Resume(*stream);
}

int Session::PipeFile(int32_t id, FileReader& reader, FileDescriptorRef file, FileRange range) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->ended()) return NGHTTP2_ERR_STREAM_CLOSED;
  FilePipe::Listener& listener = *this;
  stream->file = std::make_unique<FilePipe>(reader, std::move(file), range, listener, id);
  stream->send_state = SendState::kEnding;
  return Resume(*stream);
}

void Session::FailFile(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->file == nullptr) return;
  stream->file->Fail();
  Resume(*stream);
}

uint64_t Session::BodySentAt(int32_t id) const {
  const BodyProgress& progress = outbound_.progress();
  if (id == 0) return progress.SentAt();
  const Stream* stream = streams_.Find(id);
  if (stream == nullptr) return progress.SentAtEnd(outbound_.handed_over());
  return progress.SentAt(stream->progress, outbound_.handed_over());
}

void Session::OnFileRead(int32_t id, size_t size) {
  queued_bytes_ += size;
  Resume(*streams_.Find(id));
  if (host_ != nullptr) host_->OnOutputReady();
}

void Session::AwaitTrailers(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream != nullptr && stream->send_state < SendState::kTrailers) stream->wants_trailers = true;
}

}  // namespace http2
