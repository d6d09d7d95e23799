// What a performance entry tells of a stream that has ended.
#pragma once

#include <cstdint>

namespace http2 {

struct StreamTiming {
  int32_t id = 0;
  // Of DATA payload.
  uint64_t bytes_received = 0;
  uint64_t bytes_sent = 0;
  // On the clock of the event loop, in nanoseconds; 0: it never happened.
  uint64_t opened_at = 0;
  uint64_t closed_at = 0;
  uint64_t first_header_at = 0;
  uint64_t first_byte_at = 0;
  uint64_t first_byte_sent_at = 0;
};

}  // namespace http2
