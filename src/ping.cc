#include "ping.h"

#include <string>

namespace http2 {

int Ping::Submit(const uint8_t* payload) {
  return nghttp2_submit_ping(connection_.nghttp2(), NGHTTP2_FLAG_NONE, payload);
}

void Ping::OnReceived(const nghttp2_ping& frame) {
  if (!connection_.CountOverhead()) return;
  const bool ack = (frame.hd.flags & NGHTTP2_FLAG_ACK) != 0;
  const auto* payload = reinterpret_cast<const char*>(frame.opaque_data);
  connection_.events.PushText(ack ? EventType::kPingAck : EventType::kPing, 0, 0, 0,
                              std::string(payload, sizeof(frame.opaque_data)));
}

}  // namespace http2
