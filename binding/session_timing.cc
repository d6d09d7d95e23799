// The numbers of performance entries.
#include <array>

#include "session_wrap.h"

namespace http2 {

namespace {

// The order of lib/perf.js.
std::array<double, 8> Numbers(const StreamTiming& timing) {
  return {static_cast<double>(timing.id),
          static_cast<double>(timing.bytes_received),
          static_cast<double>(timing.bytes_sent),
          static_cast<double>(timing.opened_at),
          static_cast<double>(timing.closed_at),
          static_cast<double>(timing.first_header_at),
          static_cast<double>(timing.first_byte_at),
          static_cast<double>(timing.first_byte_sent_at)};
}

}  // namespace

// (of those that are still open, too): a Float64Array with the numbers of each stream that has
// ended since the last call.
Napi::Value SessionWrap::TakeTimings(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Float64Array::New(info.Env(), 0);
  const std::vector<StreamTiming> timings = session_->TakeTimings(info[0].ToBoolean());
  Napi::Float64Array array = Napi::Float64Array::New(
      info.Env(), timings.size() * std::tuple_size_v<decltype(Numbers(timings[0]))>);
  double* to = array.Data();
  for (const StreamTiming& timing : timings) {
    for (const double number : Numbers(timing))
      *to++ = number;
  }
  return array;
}

}  // namespace http2
