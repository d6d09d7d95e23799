// Streams are timed for performance entries, while somebody observes those.
#include <uv.h>

#include <utility>

#include "session.h"

namespace http2 {

uint64_t Session::Nanoseconds() {
  return uv_hrtime();
}

void Session::TimeHeaders(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream != nullptr) TimeFirst(*stream, stream->first_header_at);
}

void Session::TimeClosing(const Stream& stream) {
  timings_.push_back(StreamTiming{stream.id(), stream.bytes_received, stream.bytes_sent,
                                  stream.opened_at, Nanoseconds(), stream.first_header_at,
                                  stream.first_byte_at, stream.first_byte_sent_at});
}

std::vector<StreamTiming> Session::TakeTimings(bool of_open) {
  if (of_open) {
    streams_.ForEach([this](Stream& stream) {
      if (stream.opened_at != 0) TimeClosing(stream);
      // Its close will not tell it again.
      stream.opened_at = 0;
    });
  }
  return std::exchange(timings_, {});
}

}  // namespace http2
