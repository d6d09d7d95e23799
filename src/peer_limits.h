// Limits of what a peer may do before the session takes it for an attacker. They need no timer: a
// bucket fills by the clock when it is looked at.
#pragma once

#include <cstddef>
#include <cstdint>

#include "options.h"

namespace http2 {

// A token bucket: `burst` at once, `rate` more each second.
class RateLimit {
 public:
  RateLimit(uint64_t burst, uint64_t rate);

  // Takes tokens; false when there are too few left.
  bool Take(uint64_t count = 1);
  // Gives one back, for something useful.
  void Credit() {
    if (tokens_ < burst_) ++tokens_;
  }

 private:
  uint64_t burst_;
  uint64_t rate_;
  uint64_t tokens_;
  uint64_t refilled_at_;  // seconds
};

class PeerLimits {
 public:
  // In bytes. A DATA frame with less, of a stream that nobody reads, costs more than it carries:
  // each is a chunk that is kept until somebody reads.
  static constexpr size_t kTinyData = 32;
  // A DATA frame with less than that, and more padding than data: one, and what it was credited
  // with as useful.
  static constexpr size_t kPaddedCost = 3;

  explicit PeerLimits(const SessionOptions& options);

  // Each is called once for the thing it names; false: the peer went too far. The first of each is
  // free, as with the builtin.
  // Empty DATA without END_STREAM is an invalid frame too.
  bool InvalidFrame() { return invalid_frames_++ <= max_invalid_frames_; }
  bool RejectedStream() { return rejected_streams_++ <= max_rejected_streams_; }
  // Frames that cost us work and carry nothing for a stream: DATA of nothing but padding, PRIORITY,
  // SETTINGS, PING, GOAWAY, WINDOW_UPDATE, ALTSVC, ORIGIN, and what nobody knows.
  bool Overhead(uint64_t cost = 1) { return overhead_.Take(cost); }
  // DATA passed: it pays for the WINDOW_UPDATEs that it needs, of the stream and of the connection.
  void Useful() {
    overhead_.Credit();
    overhead_.Credit();
  }
  // Resets by a client. nghttp2 can count them too, but lets the session live on while a stream is
  // open.
  bool PeerReset() { return peer_resets_.Take(); }
  // A reset was commanded; the peer has no part in it.
  void OwnReset() { ++own_resets_; }
  // A reset was sent: the peer provoked it, unless one that was commanded is due.
  bool ResetSent();

 private:
  uint32_t max_invalid_frames_;
  uint32_t max_rejected_streams_;
  uint64_t invalid_frames_ = 0;
  uint64_t rejected_streams_ = 0;
  // Resets that were commanded and not sent yet.
  uint32_t own_resets_ = 0;
  RateLimit overhead_;
  RateLimit peer_resets_;
  RateLimit provoked_resets_;
};

}  // namespace http2
