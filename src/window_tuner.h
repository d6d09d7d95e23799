// Decides how large the receive windows of a connection and of its streams should be, so that they
// hold what the path carries in one round trip (its bandwidth-delay product).
//
// The tuner measures in rounds. A round begins with a PING and ends with its acknowledgement, so it
// lasts one round trip. A window of which half was taken by its reader within one round trip is
// what limits the sender: it grows. A window that is larger than the path needs never sees half of
// itself in a round, and stays.
//
// The acknowledgement of SETTINGS shows how long the path is before any DATA comes. So the first
// time that a window grows it gets the size that a fast line would need.
//
//     between rounds --enough was taken--> probing() --PING acknowledged--> between rounds
//
// Rounds that change nothing make the next one wait for twice the bytes, so a transfer whose
// windows fit costs a PING every few megabytes, and a connection without DATA sends none.
#pragma once

#include <cstddef>
#include <cstdint>

namespace http2 {

class WindowTuner {
 public:
  // Bytes.
  struct Limits {
    int32_t stream;
    int32_t connection;
  };

  // The part of a window's record that the tuner owns; all zero at first.
  struct Window {
    // Bytes that the reader took in the round.
    uint32_t taken = 0;
    uint32_t round = 0;
    // By how much the tuner has grown the window.
    int32_t grown = 0;
    // By how much it ever was grown: the peer may still send that much after the window shrank.
    int32_t charged = 0;
    // Bytes of a window that has grown: what was taken since the last announcement, and how much
    // calls for one. 0 is a window that nghttp2 announces by halves.
    int32_t unannounced = 0;
    int32_t step = 0;
  };

  // RFC 9113, 6.9.2: the initial size. A program that asked for smaller windows wants them small.
  static constexpr int32_t kMinSize = 65'535;

  explicit WindowTuner(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] bool enabled() const { return limits_.stream > 0; }

  // SETTINGS were sent, or acknowledged. `now` is in nanoseconds and not 0, here as below.
  void SettingsSent(uint64_t now);
  void SettingsAcknowledged(uint64_t now);

  // A reader took `size` bytes. True when the window may be the limit: ask GrowStream() or
  // GrowConnection().
  bool Take(Window& window, size_t size) {
    if (window.round != round_) {
      window.round = round_;
      window.taken = 0;
    }
    window.taken += static_cast<uint32_t>(size);
    return window.taken >= kMinSize / 2 && started_at_ != 0;
  }

  // Whether a round is due. `size` more bytes of DATA came.
  bool WantsRound(size_t size) {
    since_round_ += size;
    return started_at_ == 0 && since_round_ >= wait_;
  }
  // The PING of a round was submitted.
  void BeginRound(uint64_t now);
  // Whether the acknowledgement is awaited.
  [[nodiscard]] bool probing() const { return started_at_ != 0; }
  void EndRound(uint64_t now);

  // The size that a window of `size` bytes should have. `room` is the memory that the session has
  // left for the growth of windows: a stream's may come to hold unread bytes.
  int32_t GrowStream(Window& window, int32_t size, uint64_t room, uint64_t now);
  // The connection's window never holds unread bytes: it is open again as soon as they arrive.
  int32_t GrowConnection(Window& window, int32_t size, uint64_t now);
  // A reader took `size` bytes. True when it is time to tell the peer what was taken since the last
  // time. Announced by halves, a window may carry no more than half of itself in a round trip: the
  // peer sends what one announcement opened, and only its last byte brings the next.
  static bool WantsAnnouncement(Window& window, size_t size);
  // The size of a window whose reader has stopped.
  static int32_t Shrink(Window& window, int32_t size);

 private:
  // Smaller bodies do not need larger windows, and cost no PING.
  static constexpr size_t kFirstWait = 16 * 1024;
  static constexpr size_t kMaxWait = 16 * 1024 * 1024;
  // The initial window fits a line of 1 MB/s over 50 ms, many lines of today need a hundred times
  // that: windows grow fast, so that a transfer of some megabytes sees it. They grow so many times,
  static constexpr int64_t kFactor = 16;
  // or to what 2 Gbit/s carry in a round trip if that is more: a byte in so many nanoseconds.
  static constexpr uint64_t kFastLine = 4;
  // The parts in which a window that has grown is announced.
  static constexpr int32_t kSteps = 8;
  // Nanoseconds. No path is longer; a peer that keeps an acknowledgement back would have windows
  // grow for readers that are slow.
  static constexpr uint64_t kLongestRound = 1'000'000'000;
  // Nanoseconds. An end that is busy answers once in so long, on however short a path.
  static constexpr uint64_t kShortestRound = 10'000'000;

  void Measured(uint64_t from, uint64_t to);
  [[nodiscard]] int64_t Larger(int32_t size) const;
  [[nodiscard]] bool IsLimit(const Window& window, int32_t size, uint64_t now) const;

  Limits limits_;
  // When SETTINGS were sent that are not acknowledged; 0 if there are none.
  uint64_t settings_sent_at_ = 0;
  // When the PING of the round was submitted; 0 between rounds.
  uint64_t started_at_ = 0;
  // The round trip, nanoseconds; 0 before the first acknowledgement.
  uint64_t round_trip_ = 0;
  size_t since_round_ = 0;
  size_t wait_ = kFirstWait;
  uint32_t round_ = 0;
  bool has_grown_ = false;
};

}  // namespace http2
