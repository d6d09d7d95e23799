#include "reset.h"

namespace http2 {

namespace {
// Bytes that are serialized before a reset, beside those that wait for the socket already.
constexpr size_t kBeforeReset = 64 * 1024;
}  // namespace

// RST_STREAM overtakes whatever of the stream nghttp2 has not serialized, its HEADERS included.
int Reset::Submit(int32_t id, uint32_t code, BeforeReset before) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  if (before == BeforeReset::kEnd && stream->send_state == SendState::kOpen) {
    // A client that has more to send has cut its body: that has no end.
    if (connection_.is_server() || stream->queue.empty()) body_.End(id);
  }
  FillBefore(*stream, code);
  // The frames sent before may have closed the stream.
  if (connection_.streams.Find(id) == nullptr) return 0;
  nghttp2_session* session = connection_.nghttp2();
  const int result = nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, id, code);
  if (result != 0) return result;
  if (nghttp2_session_find_stream(session, id) != nullptr) {
    connection_.limits.OwnReset();
    return 0;
  }
  // A request that waits for the peer to admit it is taken back instead, and nghttp2 reports that
  // only when its turn would have come.
  streams_.Forget(id);
  connection_.events.Push(EventType::kStreamClose, id, static_cast<int32_t>(code), kByReset);
  return 0;
}

// Serializes what was written before the reset. The end of a response's body would make a failure
// look like a success to the client.
void Reset::FillBefore(Stream& stream, uint32_t code) {
  // The rest of a file does not go out.
  if (stream.file != nullptr) return;
  if (connection_.is_server() && code != NGHTTP2_NO_ERROR && code != NGHTTP2_CANCEL) {
    if (stream.send_state == SendState::kDone) return;
    if (stream.send_state == SendState::kEnding) stream.send_state = SendState::kOpen;
  }
  serializer_.FillAhead(connection_.outbound.pending() + kBeforeReset);
}

int Reset::Refuse(int32_t id) {
  if (!connection_.limits.RejectedStream()) {
    connection_.Fail(kTooManyRejectedStreams);
    return NGHTTP2_ERR_CALLBACK_FAILURE;
  }
  return DropBlock(id);
}

int Reset::DropBlock(int32_t id) {
  nghttp2_submit_rst_stream(connection_.nghttp2(), NGHTTP2_FLAG_NONE, id,
                            NGHTTP2_ENHANCE_YOUR_CALM);
  return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

void Reset::OnReceived(const nghttp2_frame& frame) {
  streams_.NoteReset(frame.hd.stream_id, true);
  if (connection_.is_server() && !connection_.limits.PeerReset()) {
    nghttp2_session_terminate_session(connection_.nghttp2(), NGHTTP2_INTERNAL_ERROR);
  }
}

void Reset::OnSent(const nghttp2_frame& frame) {
  streams_.NoteReset(frame.hd.stream_id, false);
  if (!connection_.limits.ResetSent()) {
    nghttp2_session_terminate_session(connection_.nghttp2(), NGHTTP2_ENHANCE_YOUR_CALM);
  }
}

}  // namespace http2
