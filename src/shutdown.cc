#include "shutdown.h"

#include <string>

namespace http2 {

namespace {
// Bytes that are serialized before the GOAWAY that ends the session, beside the bodies that were
// written: the heads of their frames, and other frames.
constexpr size_t kBeforeTermination = 256 * 1024;
// Bytes that are serialized with a notice: GOAWAY comes before all DATA.
constexpr size_t kWithNotice = 64 * 1024;
}  // namespace

int Shutdown::Goaway(uint32_t code, int32_t last_stream_id, std::span<const uint8_t> opaque) {
  nghttp2_session* session = connection_.nghttp2();
  const int32_t last =
      last_stream_id >= 0 ? last_stream_id : nghttp2_session_get_last_proc_stream_id(session);
  const int result =
      nghttp2_submit_goaway(session, NGHTTP2_FLAG_NONE, last, code, opaque.data(), opaque.size());
  if (result == 0) ++commanded_;
  return result;
}

int Shutdown::Notice() {
  const int result = nghttp2_submit_shutdown_notice(connection_.nghttp2());
  if (result != 0) return result;
  ++commanded_;
  // The PING that is to come back after this frame would overtake it.
  serializer_.FillAhead(connection_.outbound.pending() + kWithNotice);
  return 0;
}

// nghttp2 sends nothing after this GOAWAY: what was written before goes out first, as far as the
// peer's windows allow, unless the peer is at fault.
int Shutdown::Terminate(uint32_t code) {
  FillBefore();
  return nghttp2_session_terminate_session(connection_.nghttp2(), code);
}

bool Shutdown::LeavesOut(int32_t id, bool is_lost) {
  if (!is_lost) FillBefore();
  return connection_.streams.Find(id) != nullptr &&
         nghttp2_session_find_stream(connection_.nghttp2(), id) == nullptr;
}

void Shutdown::FillBefore() {
  if (connection_.failed()) return;
  serializer_.FillAhead(connection_.outbound.pending() + connection_.memory.bodies +
                        kBeforeTermination);
}

void Shutdown::CheckDone() {
  if (!terminated_ || done_ || connection_.failed()) return;
  if (nghttp2_session_want_read(connection_.nghttp2()) != 0) return;
  done_ = true;
  connection_.events.Push(EventType::kSessionDone, 0);
}

void Shutdown::OnReceived(const nghttp2_goaway& frame) {
  if (!connection_.CountOverhead()) return;
  const auto* opaque = reinterpret_cast<const char*>(frame.opaque_data);
  connection_.events.PushText(EventType::kGoaway, 0, static_cast<int32_t>(frame.error_code),
                              frame.last_stream_id, std::string(opaque, frame.opaque_data_len));
}

void Shutdown::OnSent() {
  if (commanded_ > 0) {
    --commanded_;
  } else {
    terminated_ = true;
  }
}

}  // namespace http2
