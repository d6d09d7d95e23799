#include "streams.h"

#include <algorithm>

namespace http2 {

// nghttp2 counts the streams that are open, and of those that are pushed only what has begun.
bool Streams::HasRoom() const {
  const Connection& c = connection_;
  if (c.memory_used() > c.options.max_session_memory) return false;
  if (c.is_server() && c.unread.size() == 0) return true;
  return c.streams.size() + c.unread.size() <
         nghttp2_session_get_local_settings(c.nghttp2(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

Stream& Streams::Open(int32_t id) {
  Stream* stream = connection_.streams.Insert(id);
  stream->max_header_list_size = nghttp2_session_get_local_settings(
      connection_.nghttp2(), NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE);
  SessionStatistics& statistics = connection_.statistics;
  ++statistics.streams;
  statistics.max_concurrent_streams =
      std::max<uint64_t>(statistics.max_concurrent_streams, connection_.streams.size());
  timings_.Opened(*stream);
  return *stream;
}

int Streams::SetNextId(int32_t id) {
  return nghttp2_session_set_next_stream_id(connection_.nghttp2(), id);
}

// A close that our own last frame brought about is reported when that frame was handed over; so is
// one that the peer's last frame brought about while our part still waits for the socket.
void Streams::Close(int32_t id, uint32_t code) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return;
  timings_.Closed(*stream);
  // Clients count none here: a pushed stream may be read before its close is delivered.
  const bool unread = connection_.is_server() && stream->withheld > 0;
  if (unread) connection_.unread.Add(id, stream->withheld_memory());
  // A GOAWAY resets the streams that it leaves out.
  const bool reset = id == reset_id_ || code == NGHTTP2_REFUSED_STREAM;
  const int32_t flags =
      (reset ? kByReset : 0) | (stream->sending() ? kCut : 0) | (unread ? kUnread : 0);
  Remember(id, code);
  Forget(id);
  const auto value = static_cast<int32_t>(code);
  Outbound& outbound = connection_.outbound;
  if (serializer_.active() || (code == NGHTTP2_NO_ERROR && !outbound.empty())) {
    outbound.AddReceipt(EventType::kStreamClose, id, value, flags);
  } else {
    connection_.events.Push(EventType::kStreamClose, id, value, flags);
  }
}

// How it closed, for LateFrames.
void Streams::Remember(int32_t id, uint32_t code) {
  if (id != reset_id_) {
    if (code == NGHTTP2_NO_ERROR) connection_.closed.Add(id, Closing::kEnded);
  } else if (reset_by_peer_) {
    connection_.closed.Add(id, Closing::kResetByPeer);
  }
}

void Streams::Forget(int32_t id) {
  const Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return;
  connection_.memory.bodies -= stream->written_memory();
  if (stream->file != nullptr) connection_.memory.bodies -= stream->file->available();
  connection_.memory.withheld -= stream->withheld_memory();
  connection_.window_growth.Remove(static_cast<size_t>(stream->window.charged));
  connection_.memory.headers -= stream->header_bytes;
  connection_.streams.Erase(id);
}

}  // namespace http2
