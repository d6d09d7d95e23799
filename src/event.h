// What a session has to tell. Events are appended by nghttp2's callbacks and by the output side,
// and taken in order by whoever owns the session; nothing in the engine calls back for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rcbuf.h"

namespace http2 {

// The numbers are part of the contract with lib/engine/delivery.js.
enum class EventType : int32_t {
  kHeaders = 1,        // id, category, frame flags, fields
  kPushPromise = 2,    // id of the parent, promised id, frame flags, fields
  kData = 3,           // id, offset in the bytes received, length
  kEndStream = 4,      // id: the peer sent END_STREAM with DATA; 1: right after its kData
  kWritten = 5,        // id: the oldest unacknowledged write was handed to the kernel
  kStreamClose = 6,    // id, error code, bits of CloseFlags
  kWantTrailers = 7,   // id: the body is sent, END_STREAM is not
  kFrameError = 8,     // id (0: the session), frame type, nghttp2 error
  kSettings = 9,       // the peer's settings after the frame, packed, as text; then those of the
                       // frame that have no name
  kSettingsAck = 10,   // our settings after the acknowledgement, packed, as text
  kPing = 11,          // payload as text
  kPingAck = 12,       // payload as text
  kGoaway = 13,        // error code, last stream id, opaque data as text
  kAltsvc = 14,        // id, origin and value as text
  kOrigin = 15,        // origins as text
  kPriority = 16,      // id, parent, weight, exclusive
  kSessionError = 17,  // nghttp2 error, or one of SessionFault
  kSessionDone = 18,   // nothing left to read or to write
  kBodyLost = 19,      // id: memory of the body was taken away, and the stream is reset
  kSocketEnd = 21,     // the peer closed its side
  kSocketError = 22,   // errno, 0: read, 1: write
  // Never crosses: what follows is delivered after the ticks and microtasks of what came before.
  kBreak = 23,
};

// The bits of kStreamClose; lib/engine/delivery.js has the same numbers.
enum CloseFlags : int32_t {
  kByReset = 1,
  // It counts as unread until Session::Release().
  kUnread = 2,
  // The stream was closed before our message was sent in full.
  kCut = 4,
};

// Session errors that nghttp2 has no number for.
enum SessionFault : int32_t {
  kTooManyInvalidFrames = 1,
  kTooManyRejectedStreams = 2,
};

struct HeaderField {
  RcBuf name;
  RcBuf value;
  bool sensitive = false;
};

struct Event {
  EventType type{};
  int32_t id = 0;
  int32_t a = 0;
  int32_t b = 0;
  uint32_t count = 0;  // of the fields or texts that belong to it
};

inline bool HasFields(const Event& event) {
  return event.type == EventType::kHeaders || event.type == EventType::kPushPromise;
}

}  // namespace http2
