#include "serializer.h"

namespace http2 {

bool Serializer::Fill(size_t limit) {
  Outbound& outbound = connection_.outbound;
  active_ = true;
  limit_ = limit;
  ssize_t size = 0;
  while (!full()) {
    const uint8_t* data = nullptr;
    size = nghttp2_session_mem_send(connection_.nghttp2(), &data);
    if (size <= 0) break;
    outbound.AppendCopy(data, static_cast<size_t>(size));
  }
  active_ = false;
  // With nothing pending, receipts of zero-length writes are due now.
  if (outbound.empty()) outbound.Acknowledge(0, connection_.events);
  if (size < 0) connection_.Fail(static_cast<int32_t>(size));
  return size >= 0;
}

void Serializer::FillAhead(size_t limit) {
  Fill(limit);
  connection_.outbound.Own();
}

}  // namespace http2
