#include "peer_limits.h"

#include <algorithm>
#include <chrono>

namespace http2 {

namespace {

// Far above what any client needs beside the frames that DATA pays for, and low enough that a flood
// costs less than a tenth of a second before it ends.
constexpr uint64_t kOverheadBurst = 20'000;
constexpr uint64_t kOverheadRate = 10'000;

uint64_t SecondsNow() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

}  // namespace

RateLimit::RateLimit(uint64_t burst, uint64_t rate)
    : burst_(burst), rate_(rate), tokens_(burst), refilled_at_(SecondsNow()) {}

bool RateLimit::Take(uint64_t count) {
  if (tokens_ < count) {
    const uint64_t now = SecondsNow();
    // A clock that was set back gives nothing.
    const uint64_t passed = now - std::min(now, refilled_at_);
    tokens_ = std::min(burst_, tokens_ + passed * rate_);
    refilled_at_ = now;
    if (tokens_ < count) return false;
  }
  tokens_ -= count;
  return true;
}

PeerLimits::PeerLimits(const SessionOptions& options)
    : max_invalid_frames_(options.max_invalid_frames),
      max_rejected_streams_(options.max_rejected_streams),
      overhead_(kOverheadBurst, kOverheadRate),
      peer_resets_(options.stream_reset_burst, options.stream_reset_rate),
      provoked_resets_(options.stream_reset_burst, options.stream_reset_rate) {}

bool PeerLimits::ResetSent() {
  if (own_resets_ == 0) return provoked_resets_.Take();
  --own_resets_;
  return true;
}

}  // namespace http2
