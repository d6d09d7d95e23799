#include "window_tuner.h"

#include <algorithm>

namespace http2 {

void WindowTuner::SettingsSent(uint64_t now) {
  if (settings_sent_at_ == 0) settings_sent_at_ = now;
}

void WindowTuner::SettingsAcknowledged(uint64_t now) {
  if (settings_sent_at_ != 0) Measured(settings_sent_at_, now);
  settings_sent_at_ = 0;
}

void WindowTuner::BeginRound(uint64_t now) {
  started_at_ = now;
  has_grown_ = false;
  ++round_;
}

void WindowTuner::EndRound(uint64_t now) {
  Measured(started_at_, now);
  wait_ = has_grown_ ? kFirstWait : std::min(wait_ * 2, kMaxWait);
  started_at_ = 0;
  since_round_ = 0;
}

void WindowTuner::Measured(uint64_t from, uint64_t to) {
  // A clock that was set back measures nothing.
  if (to < from) return;
  const uint64_t sample = std::max<uint64_t>(to - from, 1);
  // An acknowledgement that stood behind DATA in a queue, or waited for a busy peer, came late:
  // shorter samples count at once, longer ones by and by.
  if (round_trip_ == 0 || sample < round_trip_) {
    round_trip_ = sample;
  } else {
    round_trip_ += (sample - round_trip_) / 64;
  }
}

// What counts is the rate: a round that lasts longer than the round trip shows a queue, or an end
// that is busy, and not a long way.
bool WindowTuner::IsLimit(const Window& window, int32_t size, uint64_t now) const {
  const uint64_t half = static_cast<uint64_t>(size) / 2;
  if (size < kMinSize || window.taken < half) return false;
  const uint64_t elapsed = now - started_at_;
  if (elapsed > kLongestRound) return false;
  return round_trip_ == 0 || window.taken * std::max(round_trip_, kShortestRound) >= half * elapsed;
}

int64_t WindowTuner::Larger(int32_t size) const {
  const uint64_t path = std::min(round_trip_, kLongestRound) / kFastLine;
  return std::max(size * kFactor, static_cast<int64_t>(path));
}

int32_t WindowTuner::GrowStream(Window& window, int32_t size, uint64_t room, uint64_t now) {
  if (!IsLimit(window, size, now)) return size;
  const int64_t wanted = std::min<int64_t>(Larger(size), limits_.stream) - size;
  // One stream leaves a quarter of the room to others. Growth that it was given before is its own.
  const auto free = static_cast<int64_t>(room - room / 4);
  const int64_t regained = window.charged - window.grown;
  const auto growth = static_cast<int32_t>(std::min(wanted, free + regained));
  // A little more is not worth a frame.
  if (growth < size / 4) return size;
  window.taken = 0;
  window.step = (size + growth) / kSteps;
  window.grown += growth;
  window.charged = std::max(window.charged, window.grown);
  has_grown_ = true;
  return size + growth;
}

int32_t WindowTuner::GrowConnection(Window& window, int32_t size, uint64_t now) {
  if (!IsLimit(window, size, now)) return size;
  const int64_t wanted = std::min<int64_t>(Larger(size), limits_.connection);
  if (wanted - size < size / 4) return size;
  window.taken = 0;
  window.step = static_cast<int32_t>(wanted / kSteps);
  has_grown_ = true;
  return static_cast<int32_t>(wanted);
}

bool WindowTuner::WantsAnnouncement(Window& window, size_t size) {
  if (window.step == 0) return false;
  window.unannounced += static_cast<int32_t>(size);
  if (window.unannounced < window.step) return false;
  window.unannounced = 0;
  return true;
}

int32_t WindowTuner::Shrink(Window& window, int32_t size) {
  const int32_t smaller = size - window.grown;
  window.grown = 0;
  window.taken = 0;
  window.unannounced = 0;
  window.step = 0;
  return smaller;
}

}  // namespace http2
