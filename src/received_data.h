// The DATA that a session receives. Its events refer to the bytes where they were received: whoever
// owns the session keeps these until the events are delivered.
//
// Events are delivered in stretches: no ticks and microtasks of JavaScript run within one. The
// handlers of a stream's DATA may put something off to them (who awaits the first chunk listens for
// the second only then), as they could if each frame had been a read of its own. So a stretch has
// at most one kData of each stream, and kBreak ends it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "connection.h"
#include "flow_control.h"

namespace http2 {

class ReceivedData {
 public:
  ReceivedData(Connection& connection, FlowControl& flow_control)
      : connection_(connection), flow_control_(flow_control) {}

  // Bytes are about to be parsed; offsets in kData events count from the first of them, and begin
  // with `origin`.
  void Begin(std::span<const uint8_t> bytes, size_t origin);
  // How many kData events came of what was received since the last call.
  int32_t TakeEventCount() { return std::exchange(event_count_, 0); }

  // A part of a DATA frame; the result is nghttp2's.
  int OnChunk(int32_t id, const uint8_t* data, size_t size);
  // A DATA frame has ended.
  void OnFrame(const nghttp2_frame& frame);

 private:
  void Push(Stream& stream, const uint8_t* data, size_t size);

  Connection& connection_;
  FlowControl& flow_control_;
  // The byte that offset 0 stands for.
  const uint8_t* base_ = nullptr;
  // The number of the stretch.
  uint32_t stretch_ = 1;
  int32_t event_count_ = 0;
};

}  // namespace http2
