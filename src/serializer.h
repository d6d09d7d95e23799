// Serializes frames: asks nghttp2 for them, one after the other, and appends them to the outbound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connection.h"

namespace http2 {

class Serializer {
 public:
  explicit Serializer(Connection& connection) : connection_(connection) {}

  // Serializes until `limit` bytes are pending, or nothing more can be sent now. False when nghttp2
  // failed (an event reports it). Before JavaScript runs again, the output must be handed over or
  // be Outbound's own.
  bool Fill(size_t limit);
  // The same, for output that waits for its turn: it is Outbound's own.
  void FillAhead(size_t limit);

  // The peer has reset this stream, and used it afterwards: RST_STREAM with STREAM_CLOSED goes out.
  void OweStreamClosed(int32_t id) { owed_.push_back(id); }

  // Whether nghttp2 is being asked.
  [[nodiscard]] bool active() const { return active_; }
  // Whether the limit is reached.
  [[nodiscard]] bool full() const { return connection_.outbound.pending() >= limit_; }

 private:
  void SendStreamClosed();

  Connection& connection_;
  // Streams that OweStreamClosed() was called for.
  std::vector<int32_t> owed_;
  // A header block is being sent: nothing but CONTINUATION may come between (RFC 9113, 4.3).
  bool in_block_ = false;
  size_t limit_ = 0;
  bool active_ = false;
};

}  // namespace http2
