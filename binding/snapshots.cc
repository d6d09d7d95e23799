// Gives JavaScript the state of a session as numbers, in the order of src/snapshot.h.
#include "arguments.h"
#include "session_wrap.h"
#include "snapshot.h"

namespace http2 {

// (array): false when the session is gone.
Napi::Value SessionWrap::GetState(const Napi::CallbackInfo& info) {
  const std::span<double> to = SnapshotArgument(info, 0, kSessionState.size());
  if (!is_open() || to.empty()) return Napi::Boolean::New(info.Env(), false);
  WriteSnapshot(kSessionState, session_->nghttp2(), to);
  return Napi::Boolean::New(info.Env(), true);
}

// (id, array): one of StreamPresence.
Napi::Value SessionWrap::GetStreamState(const Napi::CallbackInfo& info) {
  const std::span<double> to = SnapshotArgument(info, 1, kStreamState.size());
  StreamPresence presence = StreamPresence::kGone;
  if (is_open() && !to.empty()) {
    const int32_t id = Int32(info, 0);
    nghttp2_stream* stream = nghttp2_session_find_stream(session_->nghttp2(), id);
    if (stream != nullptr) {
      WriteSnapshot<const KnownStream&>(kStreamState, {session_->nghttp2(), stream, id}, to);
      presence = StreamPresence::kKnown;
    } else if (session_->streams().Find(id) != nullptr) {
      presence = StreamPresence::kWaiting;
    }
  }
  return {info.Env(), Result(info, static_cast<int32_t>(presence))};
}

// (array): false when the session is gone.
Napi::Value SessionWrap::GetStatistics(const Napi::CallbackInfo& info) {
  const std::span<double> to = SnapshotArgument(info, 0, kSessionStatistics.size());
  if (session_ == nullptr || to.empty()) return Napi::Boolean::New(info.Env(), false);
  WriteSnapshot<const Session&>(kSessionStatistics, *session_, to);
  return Napi::Boolean::New(info.Env(), true);
}

// (all): a Float64Array with the timing of each stream that has ended since the last call, one
// after the other; with `all`, those that are still open count as ended.
Napi::Value SessionWrap::TakeTimings(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Float64Array::New(info.Env(), 0);
  const std::vector<StreamTiming> timings = session_->TakeTimings(Boolean(info, 0));
  Napi::Float64Array array =
      Napi::Float64Array::New(info.Env(), timings.size() * kStreamTiming.size());
  std::span<double> to(array.Data(), array.ElementLength());
  for (const StreamTiming& timing : timings) {
    WriteSnapshot<const StreamTiming&>(kStreamTiming, timing, to);
    to = to.subspan(kStreamTiming.size());
  }
  return array;
}

}  // namespace http2
