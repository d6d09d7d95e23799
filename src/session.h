// One HTTP/2 session: a machine that takes bytes and commands and gives bytes and events.
//
// Lifetime: whoever creates a session owns it, and must not destroy it from within its calls. The
// block pool must outlive it. Buffers of header fields that were taken from its events must be
// released before it is destroyed.
//
// Use: call Receive() with what came from the peer; take the events; give commands to the parts;
// call Fill() and hand over what stands in outbound(). No call into the session is made from
// another call.
//
// The session owns the connection and the parts, one for each noun of the protocol. A part knows
// the connection and the parts that it is made with, and none knows the session.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "body.h"
#include "connection.h"
#include "extensions.h"
#include "flow_control.h"
#include "late_frames.h"
#include "messages.h"
#include "ping.h"
#include "priorities.h"
#include "received_data.h"
#include "reset.h"
#include "serializer.h"
#include "settings.h"
#include "shutdown.h"
#include "stream_timing.h"
#include "streams.h"

namespace http2 {

class Session {
 public:
  Session(const SessionOptions& options, BlockPool& pool, WindowBudget& windows);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;
  ~Session() = default;

  // Takes bytes of the peer. Offsets in kData events count from the first of `bytes`, and begin
  // with `origin`. After an error (an event reports it) nothing more is taken.
  void Receive(std::span<const uint8_t> bytes, size_t origin = 0);
  // See Serializer::Fill() and FillAhead().
  bool Fill(size_t limit) { return serializer_.Fill(limit); }
  void FillAhead(size_t limit) { serializer_.FillAhead(limit); }
  // To be called after Fill(): see Shutdown::CheckDone().
  void CheckDone() { shutdown_.CheckDone(); }

  Outbound& outbound() { return connection_.outbound; }
  [[nodiscard]] const Outbound& outbound() const { return connection_.outbound; }
  EventQueue& events() { return connection_.events; }
  // False: there was no memory for it. An event says so, and but for Receive(), Fill() and
  // CheckDone(), which do nothing, nothing may be called.
  [[nodiscard]] bool is_open() const { return connection_.is_open(); }
  [[nodiscard]] nghttp2_session* nghttp2() const { return connection_.nghttp2(); }
  [[nodiscard]] const SessionStatistics& statistics() const { return connection_.statistics; }
  [[nodiscard]] size_t memory_used() const { return connection_.memory_used(); }
  std::vector<StreamTiming> TakeTimings(bool of_open) {
    return timings_.Take(connection_.streams, of_open);
  }

  // ---- The parts, and the connection for those that nghttp2 calls
  Connection& connection() { return connection_; }
  Streams& streams() { return streams_; }
  Messages& messages() { return messages_; }
  Body& body() { return body_; }
  LateFrames& late_frames() { return late_frames_; }
  ReceivedData& received_data() { return received_data_; }
  FlowControl& flow_control() { return flow_control_; }
  Reset& reset() { return reset_; }
  Shutdown& shutdown() { return shutdown_; }
  Settings& settings() { return settings_; }
  Ping& ping() { return ping_; }
  Extensions& extensions() { return extensions_; }
  Priorities& priorities() { return priorities_; }
  StreamTimings& timings() { return timings_; }

 private:
  bool Feed(std::span<const uint8_t> bytes);

  Connection connection_;
  StreamTimings timings_;
  Serializer serializer_{connection_};
  LateFrames late_frames_{connection_, serializer_};
  Streams streams_{connection_, serializer_, timings_};
  FlowControl flow_control_{connection_};
  ReceivedData received_data_{connection_, flow_control_};
  Body body_{connection_, flow_control_, serializer_};
  Reset reset_{connection_, streams_, body_, serializer_};
  Priorities priorities_{connection_};
  Messages messages_{connection_, streams_, timings_, body_, reset_, priorities_};
  Shutdown shutdown_{connection_, serializer_};
  Settings settings_{connection_};
  Ping ping_{connection_};
  Extensions extensions_{connection_};
};

}  // namespace http2
