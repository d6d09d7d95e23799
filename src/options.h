// The options of a session, with their defaults: nothing else repeats these.
#pragma once

#include <cstddef>
#include <cstdint>

namespace http2 {

enum class Role : uint8_t { kServer, kClient };

enum class PaddingStrategy : uint8_t { kNone = 0, kAligned = 1, kMax = 2 };

struct SessionOptions {
  Role role = Role::kServer;
  PaddingStrategy padding = PaddingStrategy::kNone;
  uint32_t max_deflate_table_size = 4096;
  uint32_t max_reserved_remote_streams = 200;
  uint32_t max_send_header_block_length = 0;  // 0: nghttp2's own limit
  uint32_t peer_max_concurrent_streams = 100;
  uint32_t max_header_list_pairs = 128;
  uint32_t max_settings = 32;
  uint32_t max_invalid_frames = 1000;
  uint32_t max_rejected_streams = 100;
  uint64_t max_session_memory = 10'000'000;  // bytes
  // Receive windows, bytes: the connection's at the start (0: RFC 9113's), and how far a stream's
  // and the connection's may grow with the path (0 for both: they don't).
  int32_t connection_window_size = 0;
  int32_t max_stream_window_size = 32 * 1024 * 1024;
  int32_t max_connection_window_size = 64 * 1024 * 1024;
  uint64_t stream_reset_burst = 1000;  // resets
  uint64_t stream_reset_rate = 33;     // resets per second
  bool strict_field_whitespace = true;
  // A server schedules responses by RFC 9218, and says so in its first SETTINGS.
  bool extensible_priorities = false;
};

}  // namespace http2
