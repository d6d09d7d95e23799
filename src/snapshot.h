// The arrays of numbers that cross to JavaScript, or come from it: for each position the name by
// which JavaScript knows it, and how it is read or written. The order of these lists is the
// order in the arrays; nothing else repeats it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "options.h"
#include "session.h"
#include "stream_timing.h"

namespace http2 {

template <typename Subject>
struct SnapshotField {
  std::string_view name;
  double (*get)(Subject);
};

template <typename Value>
constexpr double Number(Value value) {
  return static_cast<double>(value);
}

// `session.state`.
inline constexpr std::array kSessionState = std::to_array<SnapshotField<nghttp2_session*>>({
    {"effectiveLocalWindowSize",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_effective_local_window_size(s)); }},
    {"effectiveRecvDataLength",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_effective_recv_data_length(s)); }},
    {"nextStreamID",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_next_stream_id(s)); }},
    {"localWindowSize",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_local_window_size(s)); }},
    {"lastProcStreamID",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_last_proc_stream_id(s)); }},
    {"remoteWindowSize",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_remote_window_size(s)); }},
    {"outboundQueueSize",
     [](nghttp2_session* s) { return Number(nghttp2_session_get_outbound_queue_size(s)); }},
    {"deflateDynamicTableSize",
     [](nghttp2_session* s) {
       return Number(nghttp2_session_get_hd_deflate_dynamic_table_size(s));
     }},
    {"inflateDynamicTableSize",
     [](nghttp2_session* s) {
       return Number(nghttp2_session_get_hd_inflate_dynamic_table_size(s));
     }},
});

// `stream.state`, of a stream that nghttp2 knows.
struct KnownStream {
  nghttp2_session* session;
  nghttp2_stream* stream;
  int32_t id;
};
inline constexpr std::array kStreamState = std::to_array<SnapshotField<const KnownStream&>>({
    {"state", [](const KnownStream& k) { return Number(nghttp2_stream_get_state(k.stream)); }},
    {"weight", [](const KnownStream& k) { return Number(nghttp2_stream_get_weight(k.stream)); }},
    {"sumDependencyWeight",
     [](const KnownStream& k) {
       return Number(nghttp2_stream_get_sum_dependency_weight(k.stream));
     }},
    {"localClose",
     [](const KnownStream& k) {
       return Number(nghttp2_session_get_stream_local_close(k.session, k.id));
     }},
    {"remoteClose",
     [](const KnownStream& k) {
       return Number(nghttp2_session_get_stream_remote_close(k.session, k.id));
     }},
    {"localWindowSize",
     [](const KnownStream& k) {
       return Number(nghttp2_session_get_stream_local_window_size(k.session, k.id));
     }},
});

// The counters of a session.
inline constexpr std::array kSessionStatistics = std::to_array<SnapshotField<const Session&>>({
    {"bytesReceived", [](const Session& s) { return Number(s.statistics().bytes_received); }},
    {"bytesSent", [](const Session& s) { return Number(s.outbound().taken()); }},
    {"framesReceived", [](const Session& s) { return Number(s.statistics().frames_received); }},
    {"framesSent", [](const Session& s) { return Number(s.statistics().frames_sent); }},
    {"streams", [](const Session& s) { return Number(s.statistics().streams); }},
    {"maxConcurrentStreams",
     [](const Session& s) { return Number(s.statistics().max_concurrent_streams); }},
});

// A stream that has ended, for its performance entry. Times are in nanoseconds.
inline constexpr std::array kStreamTiming = std::to_array<SnapshotField<const StreamTiming&>>({
    {"id", [](const StreamTiming& t) { return Number(t.id); }},
    {"bytesReceived", [](const StreamTiming& t) { return Number(t.bytes_received); }},
    {"bytesSent", [](const StreamTiming& t) { return Number(t.bytes_sent); }},
    {"openedAt", [](const StreamTiming& t) { return Number(t.opened_at); }},
    {"closedAt", [](const StreamTiming& t) { return Number(t.closed_at); }},
    {"firstHeaderAt", [](const StreamTiming& t) { return Number(t.first_header_at); }},
    {"firstByteAt", [](const StreamTiming& t) { return Number(t.first_byte_at); }},
    {"firstByteSentAt", [](const StreamTiming& t) { return Number(t.first_byte_sent_at); }},
});

// The options of a session, under the names that programs use where they can set it. A position
// that is NaN keeps the default, which is in options.h. JavaScript has checked the ranges.
struct OptionField {
  std::string_view name;
  void (*set)(SessionOptions&, double);
};
inline constexpr std::array kOptions = std::to_array<OptionField>({
    {"type", [](SessionOptions& o, double v) { o.role = static_cast<Role>(v); }},
    {"paddingStrategy",
     [](SessionOptions& o, double v) { o.padding = static_cast<PaddingStrategy>(v); }},
    {"maxDeflateDynamicTableSize",
     [](SessionOptions& o, double v) { o.max_deflate_table_size = static_cast<uint32_t>(v); }},
    {"maxReservedRemoteStreams",
     [](SessionOptions& o, double v) { o.max_reserved_remote_streams = static_cast<uint32_t>(v); }},
    {"maxSendHeaderBlockLength",
     [](SessionOptions& o, double v) {
       o.max_send_header_block_length = static_cast<uint32_t>(v);
     }},
    {"peerMaxConcurrentStreams",
     [](SessionOptions& o, double v) { o.peer_max_concurrent_streams = static_cast<uint32_t>(v); }},
    {"maxHeaderListPairs",
     [](SessionOptions& o, double v) { o.max_header_list_pairs = static_cast<uint32_t>(v); }},
    {"maxSettings", [](SessionOptions& o, double v) { o.max_settings = static_cast<uint32_t>(v); }},
    {"maxSessionInvalidFrames",
     [](SessionOptions& o, double v) { o.max_invalid_frames = static_cast<uint32_t>(v); }},
    {"maxSessionRejectedStreams",
     [](SessionOptions& o, double v) { o.max_rejected_streams = static_cast<uint32_t>(v); }},
    // In bytes.
    {"maxSessionMemory",
     [](SessionOptions& o, double v) { o.max_session_memory = static_cast<uint64_t>(v); }},
    {"streamResetBurst",
     [](SessionOptions& o, double v) { o.stream_reset_burst = static_cast<uint64_t>(v); }},
    {"streamResetRate",
     [](SessionOptions& o, double v) { o.stream_reset_rate = static_cast<uint64_t>(v); }},
    {"strictFieldWhitespaceValidation",
     [](SessionOptions& o, double v) { o.strict_field_whitespace = v != 0; }},
    {"extensiblePriorities", [](SessionOptions& o, double v) { o.extensible_priorities = v != 0; }},
    {"connectionWindowSize",
     [](SessionOptions& o, double v) { o.connection_window_size = static_cast<int32_t>(v); }},
    {"maxStreamWindowSize",
     [](SessionOptions& o, double v) { o.max_stream_window_size = static_cast<int32_t>(v); }},
    {"maxConnectionWindowSize",
     [](SessionOptions& o, double v) { o.max_connection_window_size = static_cast<int32_t>(v); }},
});

// Writes what the fields say of the subject. Precondition: to.size() >= fields.size().
template <typename Subject, size_t kSize>
void WriteSnapshot(const std::array<SnapshotField<Subject>, kSize>& fields, Subject subject,
                   std::span<double> to) {
  for (size_t i = 0; i < kSize; ++i)
    to[i] = fields[i].get(subject);
}

// Values that are missing or NaN keep their defaults.
inline SessionOptions ReadOptions(std::span<const double> values) {
  SessionOptions options;
  for (size_t i = 0; i < kOptions.size() && i < values.size(); ++i) {
    if (!std::isnan(values[i])) kOptions[i].set(options, values[i]);
  }
  return options;
}

}  // namespace http2
