// When bytes of bodies were last sent. JavaScript learns of a write when all of it was handed over,
// which may take minutes; so a timeout that is about to end asks here whether parts of it went out.
//
// Positions count the bytes of a session's output. Nobody asks before there is a timeout, so no
// time is taken before Watch().
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace http2 {

class BodyProgress {
 public:
  // The end of the DATA frame that was serialized last, and the time when that was.
  struct Mark {
    uint64_t end = 0;
    uint64_t at = 0;
  };

  // Milliseconds on a clock that never stands still.
  static uint64_t Now() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  }

  void Watch() { watched_ = true; }

  // A DATA frame of the stream that `mark` belongs to was serialized.
  void Serialized(Mark& mark, uint64_t end) {
    mark = {end, watched_ ? Now() : 0};
    last_ = mark;
  }

  // Bytes from `position` on were handed over.
  void HandedOver(uint64_t position) {
    if (watched_ && position < last_.end) last_.at = Now();
  }

  // When something was last sent of the stream; 0: never. While its bytes wait for the socket, what
  // goes out before them counts as well.
  [[nodiscard]] uint64_t SentAt(const Mark& mark, uint64_t handed_over) const {
    const bool goes_with_last = handed_over < mark.end || mark.end == last_.end;
    return goes_with_last ? std::max(mark.at, last_.at) : mark.at;
  }

  // When something was last sent of any stream; 0: never.
  [[nodiscard]] uint64_t SentAt() const { return last_.at; }

  // When something was last sent of a stream that is gone, and so was serialized in full.
  [[nodiscard]] uint64_t SentAtEnd(uint64_t handed_over) const {
    return handed_over < last_.end ? last_.at : 0;
  }

 private:
  Mark last_;
  bool watched_ = false;
};

}  // namespace http2
