#include "received_data.h"

#include <algorithm>

#include "stream_timing.h"

namespace http2 {

void ReceivedData::Begin(std::span<const uint8_t> bytes, size_t origin) {
  base_ = bytes.data() - origin;
  if (connection_.events.empty()) ++stretch_;
}

int ReceivedData::OnChunk(int32_t id, const uint8_t* data, size_t size) {
  Stream* stream = connection_.streams.Find(id);
  if (!flow_control_.Received(stream, size)) return NGHTTP2_ERR_CALLBACK_FAILURE;
  if (stream == nullptr) return 0;
  StreamTimings::DataReceived(*stream, size);
  Push(*stream, data, size);
  return 0;
}

void ReceivedData::Push(Stream& stream, const uint8_t* data, size_t size) {
  if (stream.stretch == stretch_) {
    connection_.events.Push(EventType::kBreak, 0);
    ++stretch_;
  }
  stream.stretch = stretch_;
  ++event_count_;
  connection_.events.Push(EventType::kData, stream.id(), static_cast<int32_t>(data - base_),
                          static_cast<int32_t>(size));
}

// DATA without END_STREAM that carries nothing: an empty frame counts as an invalid one, as with
// the builtin. Padding is no reason to send a frame either, and a few bytes are none to send more
// padding than that.
void ReceivedData::OnFrame(const nghttp2_frame& frame) {
  const int32_t id = frame.hd.stream_id;
  if ((frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) {
    const Stream* stream = connection_.streams.Find(id);
    const bool at_once = stream != nullptr && stream->stretch == stretch_;
    connection_.events.Push(EventType::kEndStream, id, at_once ? 1 : 0);
  } else if (frame.hd.length == 0) {
    if (!connection_.limits.InvalidFrame()) connection_.Fail(kTooManyInvalidFrames);
  } else if (frame.data.padlen > 0) {
    const size_t size = frame.hd.length - frame.data.padlen;
    if (size >= std::min(PeerLimits::kTinyData, frame.data.padlen)) return;
    connection_.CountOverhead(size == 0 ? 1 : PeerLimits::kPaddedCost);
  }
}

}  // namespace http2
