#include "serializer.h"

#include <array>
#include <span>

namespace http2 {

namespace {

// Whether CONTINUATION has to follow. nghttp2 hands out whole frames, but for DATA, which
// Body::Send() appends.
bool OpensBlock(std::span<const uint8_t> frame) {
  constexpr size_t kType = 3;
  constexpr size_t kFlags = 4;
  const uint8_t type = frame[kType];
  const bool block =
      type == NGHTTP2_HEADERS || type == NGHTTP2_PUSH_PROMISE || type == NGHTTP2_CONTINUATION;
  return block && (frame[kFlags] & NGHTTP2_FLAG_END_HEADERS) == 0;
}

}  // namespace

bool Serializer::Fill(size_t limit) {
  if (!connection_.is_open()) return false;
  Outbound& outbound = connection_.outbound;
  active_ = true;
  limit_ = limit;
  ssize_t size = 0;
  while (!full()) {
    if (!in_block_) SendStreamClosed();
    const uint8_t* data = nullptr;
    size = nghttp2_session_mem_send(connection_.nghttp2(), &data);
    if (size <= 0) break;
    in_block_ = OpensBlock({data, static_cast<size_t>(size)});
    outbound.AppendCopy(data, static_cast<size_t>(size));
  }
  active_ = false;
  // With nothing pending, receipts of zero-length writes are due now.
  if (outbound.empty()) outbound.Acknowledge(0, connection_.events);
  if (size < 0) connection_.Fail(static_cast<int32_t>(size));
  connection_.CheckMemory();
  return size >= 0;
}

// nghttp2 from 1.69 on sends no RST_STREAM for a stream that it has forgotten.
void Serializer::SendStreamClosed() {
  for (const int32_t id : owed_) {
    const auto bits = static_cast<uint32_t>(id);
    const auto byte = [bits](unsigned at) { return static_cast<uint8_t>(bits >> at); };
    const std::array<uint8_t, 13> frame{
        0, 0, 4, NGHTTP2_RST_STREAM,   0, byte(24), byte(16), byte(8), byte(0),
        0, 0, 0, NGHTTP2_STREAM_CLOSED};
    connection_.outbound.AppendCopy(frame.data(), frame.size());
    if (!connection_.limits.ResetSent()) {
      nghttp2_session_terminate_session(connection_.nghttp2(), NGHTTP2_ENHANCE_YOUR_CALM);
    }
  }
  owed_.clear();
}

void Serializer::FillAhead(size_t limit) {
  Fill(limit);
  connection_.outbound.Own();
}

}  // namespace http2
