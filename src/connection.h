// The connection as the parts of a session see it: nghttp2's session, and what the parts share.
// Session owns it and them; a part knows the connection and the parts that it is made with.
//
// Each number under `memory` and `statistics` has one part that changes it, which stands beside it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "closed_streams.h"
#include "event_queue.h"
#include "memory_budget.h"
#include "options.h"
#include "outbound.h"
#include "padding.h"
#include "peer_limits.h"
#include "stream_table.h"
#include "unread_streams.h"
#include "window_budget.h"

namespace http2 {

struct SessionStatistics {
  uint64_t bytes_received = 0;          // Session
  uint64_t frames_received = 0;         // Callbacks
  uint64_t frames_sent = 0;             // Callbacks
  uint64_t streams = 0;                 // Streams
  uint64_t max_concurrent_streams = 0;  // Streams
};

class Connection {
 public:
  // The pool and the budget must outlive the connection.
  Connection(const SessionOptions& session_options, BlockPool& pool, WindowBudget& windows);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  Connection(Connection&&) = delete;
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  // Before anything else is done: nghttp2's session calls `callbacks` with `user_data`. Without
  // memory for it the connection has failed, and is not open.
  void Open(const nghttp2_session_callbacks* callbacks, void* user_data, BlockPool& pool);
  [[nodiscard]] bool is_open() const { return nghttp2_ != nullptr; }
  [[nodiscard]] nghttp2_session* nghttp2() const { return nghttp2_.get(); }
  [[nodiscard]] bool is_server() const { return options.role == Role::kServer; }

  // The first fault of the session pushes kSessionError; those that follow from it push nothing.
  void Fail(int32_t error);
  [[nodiscard]] bool failed() const { return failed_; }
  // To be called after nghttp2 was at work: without memory it does not tell what it did not do.
  void CheckMemory();
  // A frame that carries nothing for a stream: any number of them is work for us and none for the
  // peer. False, and the session fails, when the peer has sent too many.
  bool CountOverhead(size_t cost = 1);
  // Ends the connection with GOAWAY of this code, and the session with this fault. Returns false.
  bool Terminate(uint32_t code, int32_t error);
  // nghttp2 has found a frame invalid; the result is its own.
  int OnInvalidFrame(int error);
  // In bytes: what maxSessionMemory limits.
  [[nodiscard]] size_t memory_used() const;

  const SessionOptions options;
  MemoryBudget budget;
  PeerLimits limits;
  EventQueue events;
  Outbound outbound;
  StreamTable streams;
  // Streams that have closed, while the program has not read all of them.
  UnreadStreams unread;
  ClosedStreams closed;  // Streams and LateFrames
  SessionStatistics statistics;
  // Is asked instead of the strategy; must outlive the session.
  PaddingSelector* padding_selector = nullptr;
  // In bytes. Streams takes back what a stream had when it is forgotten.
  struct {
    size_t bodies = 0;    // Body: what the streams' queues and files occupy
    size_t withheld = 0;  // FlowControl: received, and not read by the program yet
    size_t headers = 0;   // Messages: the header lists of live streams
  } memory;
  // FlowControl: by how much the windows of live streams have grown. No memory yet, and none that
  // memory_used() counts: what the peer sends into them is withheld, or read.
  WindowGrowth window_growth;

 private:
  struct Deleter {
    void operator()(nghttp2_session* session) const { nghttp2_session_del(session); }
  };

  bool failed_ = false;
  std::unique_ptr<nghttp2_session, Deleter> nghttp2_;
};

}  // namespace http2
