#include "flow_control.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

namespace http2 {

namespace {

// A program's PING with the same payload would be taken for a probe while one is under way, so the
// payload is none that anybody would choose.
constexpr std::array<uint8_t, 8> kProbePayload = {0x9e, 0x62, 0x64, 0x70, 0xc3, 0x1f, 0x8a, 0x5d};

// The windows that have grown may come to hold so many times the memory that a session may have.
// They hold it only when a program stops reading what it has read fast before.
constexpr uint64_t kGrowth = 4;

}  // namespace

FlowControl::FlowControl(Connection& connection)
    : connection_(connection),
      tuner_({.stream = connection.options.max_stream_window_size,
              .connection = connection.options.max_connection_window_size}) {}

void FlowControl::Start() {
  const int32_t size = connection_.options.connection_window_size;
  if (size > 0) SetLocalWindowSize(size);
}

uint64_t FlowControl::Now() {
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

bool FlowControl::Received(Stream* stream, size_t size) {
  nghttp2_session_consume_connection(connection_.nghttp2(), size);
  if (WindowTuner::WantsAnnouncement(window_, size)) AnnounceConnection();
  if (stream == nullptr) return true;
  if (tuner_.enabled()) {
    if (tuner_.WantsRound(size)) Probe();
    if (tuner_.Take(window_, size)) GrowConnection();
  }
  if (!CountUse(*stream, size)) return false;
  if (stream->paused) {
    Withhold(*stream, size);
  } else {
    Consume(*stream, size);
  }
  return true;
}

void FlowControl::Withhold(Stream& stream, size_t size) {
  const size_t before = stream.withheld_memory();
  stream.withheld += size;
  connection_.memory.withheld += stream.withheld_memory() - before;
  if (HoldsTooMuch(stream)) SettleLater(stream);
}

// A reader that stopped holds as much as it could if the window had never grown.
bool FlowControl::HoldsTooMuch(const Stream& stream) {
  return stream.paused && stream.window.grown > 0 && stream.withheld >= WindowTuner::kMinSize;
}

void FlowControl::SettleLater(const Stream& stream) {
  if (unsettled_.empty() || unsettled_.back() != stream.id()) unsettled_.push_back(stream.id());
}

// The reader has taken so much, or is about to: one that is not paused shows only when the DATA is
// delivered that it goes on.
void FlowControl::Consume(Stream& stream, size_t size) {
  if (tuner_.enabled() && tuner_.Take(stream.window, size)) {
    if (stream.paused) {
      GrowStream(stream);
    } else {
      SettleLater(stream);
    }
  }
  nghttp2_session_consume_stream(connection_.nghttp2(), stream.id(), size);
  if (WindowTuner::WantsAnnouncement(stream.window, size)) AnnounceStream(stream);
}

// nghttp2 counts as consumed what it was told of, and takes off what is announced here.
void FlowControl::AnnounceConnection() {
  nghttp2_session* session = connection_.nghttp2();
  const int32_t taken = nghttp2_session_get_effective_recv_data_length(session);
  nghttp2_submit_window_update(session, NGHTTP2_FLAG_NONE, 0, taken);
}

void FlowControl::AnnounceStream(const Stream& stream) {
  nghttp2_session* session = connection_.nghttp2();
  const int32_t id = stream.id();
  // The peer has sent all that there is on a stream that it has ended.
  if (nghttp2_session_get_stream_remote_close(session, id) != 0) return;
  const int32_t received = nghttp2_session_get_stream_effective_recv_data_length(session, id);
  const auto withheld = static_cast<int32_t>(stream.withheld);
  if (received > withheld) {
    nghttp2_submit_window_update(session, NGHTTP2_FLAG_NONE, id, received - withheld);
  }
}

void FlowControl::SettleWindows() {
  for (const int32_t id : unsettled_) {
    Stream* stream = connection_.streams.Find(id);
    if (stream == nullptr) continue;
    if (HoldsTooMuch(*stream)) ShrinkStream(*stream);
    if (!stream->paused && tuner_.Take(stream->window, 0)) GrowStream(*stream);
  }
  unsettled_.clear();
}

bool FlowControl::CountUse(const Stream& stream, size_t size) {
  if (stream.paused && size < PeerLimits::kTinyData) return connection_.CountOverhead();
  connection_.limits.Useful();
  return true;
}

void FlowControl::Pause(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream != nullptr) stream->paused = true;
}

void FlowControl::Resume(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr || !stream->paused) return;
  stream->paused = false;
  Grant(*stream, 0);
}

void FlowControl::ConsumeAllBut(int32_t id, size_t unread) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr || stream->withheld <= unread) return;
  // DATA of one read comes to the program by and by: what it has not seen yet, it has not read.
  Grant(*stream, unread + connection_.events.DataOf(id));
}

void FlowControl::Grant(Stream& stream, size_t unread) {
  if (stream.withheld <= unread) return;
  const size_t size = stream.withheld - unread;
  const size_t before = stream.withheld_memory();
  stream.withheld = unread;
  connection_.memory.withheld -= before - stream.withheld_memory();
  Consume(stream, size);
}

void FlowControl::Probe() {
  const uint8_t* payload = kProbePayload.data();
  if (nghttp2_submit_ping(connection_.nghttp2(), NGHTTP2_FLAG_NONE, payload) != 0) return;
  tuner_.BeginRound(Now());
}

bool FlowControl::IsProbe(const nghttp2_frame& frame, bool sent) const {
  if (frame.hd.type != NGHTTP2_PING || !tuner_.probing()) return false;
  const bool ack = (frame.hd.flags & NGHTTP2_FLAG_ACK) != 0;
  // A PING that we acknowledge is the peer's.
  if (ack == sent) return false;
  return std::memcmp(frame.ping.opaque_data, kProbePayload.data(), kProbePayload.size()) == 0;
}

void FlowControl::SettingsSent() {
  tuner_.SettingsSent(Now());
}

void FlowControl::SettingsAcknowledged() {
  tuner_.SettingsAcknowledged(Now());
}

void FlowControl::EndProbe() {
  tuner_.EndRound(Now());
}

void FlowControl::GrowConnection() {
  const int32_t size = nghttp2_session_get_effective_local_window_size(connection_.nghttp2());
  const int32_t larger = tuner_.GrowConnection(window_, size, Now());
  if (larger > size) SetLocalWindowSize(larger);
}

void FlowControl::GrowStream(Stream& stream) {
  nghttp2_session* session = connection_.nghttp2();
  const int32_t size = nghttp2_session_get_stream_effective_local_window_size(session, stream.id());
  const int32_t charged = stream.window.charged;
  const int32_t larger = tuner_.GrowStream(stream.window, size, Room(), Now());
  if (larger == size) return;
  connection_.window_growth.Add(static_cast<size_t>(stream.window.charged - charged));
  nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, stream.id(), larger);
}

void FlowControl::ShrinkStream(Stream& stream) {
  nghttp2_session* session = connection_.nghttp2();
  const int32_t size = nghttp2_session_get_stream_effective_local_window_size(session, stream.id());
  nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, stream.id(),
                                        WindowTuner::Shrink(stream.window, size));
}

uint64_t FlowControl::Room() const {
  const SessionOptions& options = connection_.options;
  const uint64_t limit = std::min(kGrowth * options.max_session_memory,
                                  static_cast<uint64_t>(options.max_connection_window_size));
  const uint64_t used = connection_.memory_used() + connection_.window_growth.bytes();
  return limit > used ? std::min<uint64_t>(limit - used, connection_.window_growth.room()) : 0;
}

int FlowControl::SetLocalWindowSize(int32_t size) {
  return nghttp2_session_set_local_window_size(connection_.nghttp2(), NGHTTP2_FLAG_NONE, 0, size);
}

size_t FlowControl::SendWindow(int32_t id) const {
  nghttp2_session* session = connection_.nghttp2();
  int32_t stream = nghttp2_session_get_stream_remote_window_size(session, id);
  // nghttp2 opens a client's stream when it sends the request.
  if (stream < 0) {
    stream = static_cast<int32_t>(
        nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE));
  }
  const int32_t connection = nghttp2_session_get_remote_window_size(session);
  return static_cast<size_t>(std::max(0, std::min(stream, connection)));
}

}  // namespace http2
