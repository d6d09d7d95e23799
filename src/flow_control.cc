#include "flow_control.h"

#include <algorithm>

namespace http2 {

namespace {
// A DATA frame with less, of a stream that nobody reads, costs more than it carries: each is a
// chunk that is kept until somebody reads.
constexpr size_t kTinyData = 32;
}  // namespace

bool FlowControl::Received(int32_t id, Stream* stream, size_t size) {
  nghttp2_session_consume_connection(connection_.nghttp2(), size);
  if (stream == nullptr) return true;
  if (!CountUse(*stream, size)) return false;
  if (stream->paused) {
    stream->withheld += size;
    connection_.memory.withheld += size;
  } else {
    nghttp2_session_consume_stream(connection_.nghttp2(), id, size);
  }
  return true;
}

bool FlowControl::CountUse(const Stream& stream, size_t size) {
  if (stream.paused && size < kTinyData) return connection_.CountOverhead();
  connection_.limits.Useful();
  return true;
}

void FlowControl::Pause(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream != nullptr) stream->paused = true;
}

void FlowControl::Resume(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr || !stream->paused) return;
  stream->paused = false;
  if (stream->withheld > 0) Consume(*stream, stream->withheld);
}

void FlowControl::ConsumeAllBut(int32_t id, size_t unread) {
  Stream* stream = connection_.streams.Find(id);
  if (stream != nullptr && stream->withheld > unread) Consume(*stream, stream->withheld - unread);
}

// Precondition: so much is withheld.
void FlowControl::Consume(Stream& stream, size_t size) {
  nghttp2_session_consume_stream(connection_.nghttp2(), stream.id(), size);
  connection_.memory.withheld -= size;
  stream.withheld -= size;
}

int FlowControl::SetLocalWindowSize(int32_t size) {
  return nghttp2_session_set_local_window_size(connection_.nghttp2(), NGHTTP2_FLAG_NONE, 0, size);
}

size_t FlowControl::SendWindow(int32_t id) const {
  nghttp2_session* session = connection_.nghttp2();
  int32_t stream = nghttp2_session_get_stream_remote_window_size(session, id);
  // nghttp2 opens a client's stream when it sends the request.
  if (stream < 0) {
    stream = static_cast<int32_t>(
        nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE));
  }
  const int32_t connection = nghttp2_session_get_remote_window_size(session);
  return static_cast<size_t>(std::max(0, std::min(stream, connection)));
}

}  // namespace http2
