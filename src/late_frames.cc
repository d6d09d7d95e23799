#include "late_frames.h"

namespace http2 {

bool LateFrames::Find(std::span<const uint8_t> bytes, size_t& read) {
  while (read < bytes.size()) {
    read += heads_.Read(bytes.subspan(read));
    if (heads_.complete() && Concerns(heads_.type())) return true;
  }
  return false;
}

// DATA, whose stream may be gone, and extensions other than ALTSVC and ORIGIN, which a client
// knows: nghttp2 ignores any number of them.
bool LateFrames::Concerns(uint8_t type) const {
  if (type == NGHTTP2_DATA) return true;
  if (type <= NGHTTP2_CONTINUATION) return false;
  return connection_.is_server() || (type != NGHTTP2_ALTSVC && type != NGHTTP2_ORIGIN);
}

void LateFrames::Examine() {
  const nghttp2_frame_hd head = heads_.head();
  if (head.type != NGHTTP2_DATA) {
    connection_.CountOverhead();
  } else if (connection_.streams.Find(head.stream_id) == nullptr) {
    OnFrameOfNoStream(head);
  }
}

int LateFrames::OnBeginFrame(const nghttp2_frame_hd& head) {
  if (head.type != NGHTTP2_HEADERS) return 0;
  if (connection_.streams.Find(head.stream_id) != nullptr) return 0;
  if (OpensStream(head.stream_id)) {
    connection_.closed.Open(head.stream_id);
    return 0;
  }
  return OnFrameOfNoStream(head) ? 0 : NGHTTP2_ERR_CALLBACK_FAILURE;
}

bool LateFrames::OpensStream(int32_t id) const {
  return connection_.is_server() &&
         id > nghttp2_session_get_last_proc_stream_id(connection_.nghttp2());
}

// RFC 9113, 5.1: what follows END_STREAM is an error of the connection, what follows RST_STREAM one
// of the stream. All else may have been on its way when we reset the stream, and is dropped;
// nghttp2 1.61 lets a peer send such header blocks for ever. False: the session has failed.
bool LateFrames::OnFrameOfNoStream(const nghttp2_frame_hd& head) {
  const bool headers = head.type == NGHTTP2_HEADERS;
  switch (connection_.closed.Find(head.stream_id)) {
    case Closing::kEnded:
      return connection_.Terminate(NGHTTP2_STREAM_CLOSED, NGHTTP2_ERR_STREAM_CLOSED);
    case Closing::kSkipped:
      if (headers) return connection_.Terminate(NGHTTP2_PROTOCOL_ERROR, NGHTTP2_ERR_PROTO);
      break;
    case Closing::kResetByPeer:
      // From now on it is one that we have reset.
      connection_.closed.Forget(head.stream_id);
      serializer_.OweStreamClosed(head.stream_id);
      break;
    case Closing::kUnknown:
      break;
  }
  return (!headers && head.length >= PeerLimits::kTinyData) || connection_.CountOverhead();
}

}  // namespace http2
