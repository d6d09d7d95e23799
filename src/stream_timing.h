// What a performance entry tells of a stream that has ended.
#pragma once

#include <cstdint>

namespace http2 {

struct StreamTiming {
  int32_t id;
  // Of DATA payload.
  uint64_t bytes_received;
  uint64_t bytes_sent;
  // On the clock of the event loop, in nanoseconds; 0: it never happened.
  uint64_t opened_at;
  uint64_t closed_at;
  uint64_t first_header_at;
  uint64_t first_byte_at;
  uint64_t first_byte_sent_at;
};

}  // namespace http2
