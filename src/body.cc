// The bodies that a session sends: nghttp2 asks how much there is, then for the bytes themselves.
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
  while (stream.queue.HasEmptyChunk()) {
    if (stream.queue.Take(0).ends_write) outbound_.AddReceipt(EventType::kWritten, stream.id());
  }
}

ssize_t Session::ReadBody(Stream& stream, size_t length, uint32_t* flags) {
  ConfirmEmptyWrites(stream);
  const size_t available = stream.queue.size();
  if (available == 0 && !stream.ended()) {
    stream.deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  const size_t size = std::min(available, length);
  if (size == available && stream.ended()) {
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    if (stream.wants_trailers) {
      *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
      stream.send_state = SendState::kTrailers;
      // nghttp2 sends no frame for an end without bytes; else it is told after the last of them.
      if (size == 0) outbound_.AddReceipt(EventType::kWantTrailers, stream.id());
    } else {
      stream.send_state = SendState::kDone;
    }
  }
  return static_cast<ssize_t>(size);
}

// Whether the bytes being sent close a server's stream: its close tells then that they are written.
bool Session::ClosesWithBody(const Stream& stream) const {
  return options_.role == Role::kServer && stream.send_state == SendState::kDone &&
         nghttp2_session_get_stream_remote_close(handle(), stream.id()) == 1;
}

void Session::SendBody(Stream& stream, size_t length) {
  stream.bytes_sent += length;
  queued_bytes_ -= length;
  while (length > 0) {
    const SendQueue::Slice slice = stream.queue.Take(length);
    outbound_.AppendPayload(slice.chunk, slice.data, slice.size);
    length -= slice.size;
    if (slice.ends_write && !(length == 0 && ClosesWithBody(stream))) {
      outbound_.AddReceipt(EventType::kWritten, stream.id());
    }
  }
  ConfirmEmptyWrites(stream);
  if (stream.send_state == SendState::kTrailers) {
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
  queued_bytes_ += chunk->size();
  stream->queue.Push(std::move(chunk), last_of_write);
  return Resume(*stream);
}

int Session::EndBody(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->ended()) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->send_state = SendState::kEnding;
  return Resume(*stream);
}

void Session::AwaitTrailers(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream != nullptr && stream->send_state < SendState::kTrailers) stream->wants_trailers = true;
}

}  // namespace http2
