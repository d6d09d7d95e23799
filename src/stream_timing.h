// When things happened to a stream, for its performance entry. Streams that open while somebody
// observes entries are timed, no others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace http2 {

class Stream;
class StreamTable;

struct StreamTiming {
  int32_t id = 0;
  // DATA payload.
  uint64_t bytes_received = 0;
  uint64_t bytes_sent = 0;
  // On the clock of the event loop, in nanoseconds; 0: it never happened.
  uint64_t opened_at = 0;
  uint64_t closed_at = 0;
  uint64_t first_header_at = 0;
  uint64_t first_byte_at = 0;
  uint64_t first_byte_sent_at = 0;
};

class StreamTimings {
 public:
  // Whether streams that open are timed; the flag must outlive the session.
  void SetActive(const bool* active) { active_ = active; }
  [[nodiscard]] bool active() const { return *active_; }

  // These do nothing for a stream that is not timed.
  void Opened(Stream& stream) const;
  static void HeadersReceived(Stream* stream);
  static void DataReceived(Stream& stream, size_t size);
  static void DataSent(Stream& stream, size_t size);
  void Closed(Stream& stream);

  // The timings of the streams that have ended since the last call; with `of_open`, those that are
  // still open count as ended.
  std::vector<StreamTiming> Take(const StreamTable& streams, bool of_open);

 private:
  static constexpr bool kInactive = false;
  const bool* active_ = &kInactive;
  std::vector<StreamTiming> ended_;
};

}  // namespace http2
