// Streams are timed for performance entries, while somebody observes those.
#include <uv.h>

#include <memory>
#include <utility>

#include "session.h"

namespace http2 {

uint64_t Session::Nanoseconds() {
  return uv_hrtime();
}

void Session::TimeOpening(Stream& stream) {
  stream.timing = std::make_unique<StreamTiming>();
  stream.timing->id = stream.id();
  stream.timing->opened_at = Nanoseconds();
}

void Session::TimeHeaders(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream != nullptr && stream->timing != nullptr) TimeFirst(stream->timing->first_header_at);
}

// Its close will not tell it again.
void Session::TimeClosing(Stream& stream) {
  stream.timing->closed_at = Nanoseconds();
  timings_.push_back(*stream.timing);
  stream.timing.reset();
}

std::vector<StreamTiming> Session::TakeTimings(bool of_open) {
  if (of_open) {
    streams_.ForEach([this](Stream& stream) {
      if (stream.timing != nullptr) TimeClosing(stream);
    });
  }
  return std::exchange(timings_, {});
}

}  // namespace http2
