// The engine's record of one stream.
//
// The sending half:
//
//     kIdle --respond/request--> kOpen --end--> kEnding --last DATA--> kDone
//       |                                          |                     ^
//       | with END_STREAM                          | wants_trailers      | trailers
//       +------------------> kDone                 +--> kTrailers -------+
//
// The receiving half is nghttp2's; the engine only withholds window updates while nobody reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "body_progress.h"
#include "contract.h"
#include "file_pipe.h"
#include "send_queue.h"
#include "stream_timing.h"
#include "window_tuner.h"

namespace http2 {

enum class SendState : uint8_t { kIdle, kOpen, kEnding, kTrailers, kDone };

// RFC 9218, 4: urgency 0 is served first, 7 last; responses that are incremental share the
// connection with others of their urgency.
struct StreamPriority {
  uint8_t urgency = 3;
  bool incremental = false;
};

class Stream {
 public:
  explicit Stream(int32_t id) : id_(id) {}

  [[nodiscard]] int32_t id() const { return id_; }

  // Set when the stream opened while somebody observed performance entries (stream_timing.h).
  std::unique_ptr<StreamTiming> timing;

  size_t withheld = 0;
  WindowTuner::Window window;
  BodyProgress::Mark progress;
  // The size of all header lists that came for it; the program may keep them as long as the stream.
  size_t header_bytes = 0;

  // Sending.
  SendQueue queue;
  // Set instead of the queue while a file is the body.
  std::unique_ptr<FilePipe> file;
  SendState send_state = SendState::kIdle;
  // After the body wait for trailers instead of sending END_STREAM.
  bool wants_trailers = false;
  // Of the last write, while trailers are wanted: whether the engine has more of it to come.
  bool write_is_open = false;
  BodyEnd body_end = BodyEnd::kWithHead;
  // The body had nothing to send: nghttp2 asks again only after nghttp2_session_resume_data().
  bool deferred = false;

  // SETTINGS_MAX_HEADER_LIST_SIZE as the peer had acknowledged it when the stream was made: the
  // peer may have sent, or be owed, what was fine before a later change (RFC 9113, 6.5.3).
  uint32_t max_header_list_size = 0;

  // Receiving: nobody reads before they say so. Bytes that come meanwhile are withheld: owed to
  // its window.
  bool paused = true;

  StreamPriority priority;
  // It is the program's opinion: the client's signals do not count any more.
  bool own_priority = false;

  // The session's stretch of events in which this stream had its last kData.
  uint32_t stretch = 0;

  // Whether our message was begun and is not all with nghttp2.
  [[nodiscard]] bool sending() const {
    return send_state != SendState::kIdle && send_state != SendState::kDone;
  }
  [[nodiscard]] bool ended() const { return send_state >= SendState::kEnding; }

  // In bytes, for maxSessionMemory: what is written and waits for the peer's window, and what the
  // program has not read. A peer can open thousands of streams and leave all of them so.
  [[nodiscard]] size_t written_memory() const {
    return queue.memory() + (queue.empty() ? 0 : kWaitingCost);
  }
  [[nodiscard]] size_t withheld_memory() const {
    return withheld + (withheld == 0 ? 0 : kWaitingCost);
  }

 private:
  // What such a stream costs beside what each does: JavaScript keeps the objects of its message,
  // and V8 has them several times while it moves them from generation to generation.
  static constexpr size_t kWaitingCost = 3584;

  // Fills the place that the flags leave; there are many streams.
  int32_t id_;
};

}  // namespace http2
