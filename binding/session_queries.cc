// What JavaScript asks a session. Each query fills the Float64Array that it is given, in the order
// of the names in lib/session/inspection.js and lib/stream/inspection.js.
#include <limits>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

namespace {

// The answers of getStreamState(); lib/stream/inspection.js has the same numbers.
constexpr int32_t kGone = 0;
constexpr int32_t kKnown = 1;
constexpr int32_t kWaiting = 2;

template <typename Value>
double Number(Value value) {
  return static_cast<double>(value);
}

}  // namespace

Napi::Value SessionWrap::GetState(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Boolean::New(info.Env(), false);
  double* to = info[0].As<Napi::Float64Array>().Data();
  nghttp2_session* session = session_->handle();
  *to++ = Number(nghttp2_session_get_effective_local_window_size(session));
  *to++ = Number(nghttp2_session_get_effective_recv_data_length(session));
  *to++ = Number(nghttp2_session_get_next_stream_id(session));
  *to++ = Number(nghttp2_session_get_local_window_size(session));
  *to++ = Number(nghttp2_session_get_last_proc_stream_id(session));
  *to++ = Number(nghttp2_session_get_remote_window_size(session));
  *to++ = Number(nghttp2_session_get_outbound_queue_size(session));
  *to++ = Number(nghttp2_session_get_hd_deflate_dynamic_table_size(session));
  *to = Number(nghttp2_session_get_hd_inflate_dynamic_table_size(session));
  return Napi::Boolean::New(info.Env(), true);
}

// (id, array): fills the array when nghttp2 knows the stream; it does not know a request yet that
// waits to be sent.
Napi::Value SessionWrap::GetStreamState(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Number::New(info.Env(), kGone);
  const int32_t id = info[0].As<Napi::Number>();
  nghttp2_stream* stream = nghttp2_session_find_stream(session_->handle(), id);
  if (stream == nullptr) {
    const bool waits = session_->streams().Find(id) != nullptr;
    return Napi::Number::New(info.Env(), waits ? kWaiting : kGone);
  }
  double* to = info[1].As<Napi::Float64Array>().Data();
  *to++ = Number(nghttp2_stream_get_state(stream));
  *to++ = Number(nghttp2_stream_get_weight(stream));
  *to++ = Number(nghttp2_stream_get_sum_dependency_weight(stream));
  *to++ = Number(nghttp2_session_get_stream_local_close(session_->handle(), id));
  *to++ = Number(nghttp2_session_get_stream_remote_close(session_->handle(), id));
  *to = Number(nghttp2_session_get_stream_local_window_size(session_->handle(), id));
  return Napi::Number::New(info.Env(), kKnown);
}

// A timeout was set: getIdleBodyTime() will be called.
Napi::Value SessionWrap::WatchBodies(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->WatchBodies();
  return info.Env().Undefined();
}

// (id, 0: of any stream): milliseconds since bytes of a body were sent, Infinity for never.
Napi::Value SessionWrap::GetIdleBodyTime(const Napi::CallbackInfo& info) {
  const uint64_t sent_at = session_ == nullptr ? 0 : session_->BodySentAt(Int32(info, 0));
  const double idle = sent_at == 0 ? std::numeric_limits<double>::infinity()
                                   : Number(BodyProgress::Now() - sent_at);
  return Napi::Number::New(info.Env(), idle);
}

Napi::Value SessionWrap::GetStatistics(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Boolean::New(info.Env(), false);
  WriteStatistics(info[0]);
  return Napi::Boolean::New(info.Env(), true);
}

void SessionWrap::WriteStatistics(Napi::Value array) {
  double* to = array.As<Napi::Float64Array>().Data();
  const SessionStatistics& statistics = session_->statistics();
  *to++ = Number(statistics.bytes_received);
  *to++ = Number(session_->outbound().taken());
  *to++ = Number(statistics.frames_received);
  *to++ = Number(statistics.frames_sent);
  *to++ = Number(statistics.streams);
  *to++ = Number(statistics.max_concurrent_streams);
  *to = Number(session_->memory_used());
}

}  // namespace http2
