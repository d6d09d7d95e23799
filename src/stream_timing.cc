#include "stream_timing.h"

#include <uv.h>

#include <memory>
#include <utility>

#include "stream.h"
#include "stream_table.h"

namespace http2 {

namespace {

uint64_t Nanoseconds() {
  return uv_hrtime();
}

void SetFirst(uint64_t& moment) {
  if (moment == 0) moment = Nanoseconds();
}

}  // namespace

void StreamTimings::Opened(Stream& stream) const {
  if (!active()) return;
  stream.timing = std::make_unique<StreamTiming>();
  stream.timing->id = stream.id();
  stream.timing->opened_at = Nanoseconds();
}

void StreamTimings::HeadersReceived(Stream* stream) {
  if (stream != nullptr && stream->timing != nullptr) SetFirst(stream->timing->first_header_at);
}

void StreamTimings::DataReceived(Stream& stream, size_t size) {
  if (stream.timing == nullptr) return;
  stream.timing->bytes_received += size;
  SetFirst(stream.timing->first_byte_at);
}

void StreamTimings::DataSent(Stream& stream, size_t size) {
  if (stream.timing == nullptr) return;
  stream.timing->bytes_sent += size;
  SetFirst(stream.timing->first_byte_sent_at);
}

// A stream that counts as ended while it is open is not timed any more: its close adds nothing.
void StreamTimings::Closed(Stream& stream) {
  if (stream.timing == nullptr) return;
  stream.timing->closed_at = Nanoseconds();
  ended_.push_back(*stream.timing);
  stream.timing.reset();
}

std::vector<StreamTiming> StreamTimings::Take(const StreamTable& streams, bool of_open) {
  if (of_open) streams.ForEach([this](Stream& stream) { Closed(stream); });
  return std::exchange(ended_, {});
}

}  // namespace http2
