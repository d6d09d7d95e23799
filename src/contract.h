// The numbers that cross between C++ and JavaScript, each with the name under which JavaScript
// knows it. This is their only definition: binding/contract.cc hands the lists to JavaScript, and
// lib/engine/contract.js compares them with the literals of its hot code when the addon is loaded.
//
// Structures whose order crosses (options, states, statistics) are in snapshot.h.
#pragma once

#include <nghttp2/nghttp2.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace http2 {

struct NamedNumber {
  std::string_view name;
  int64_t number;
};

template <typename Enum>
constexpr NamedNumber Named(std::string_view name, Enum value) {
  return {name, static_cast<int64_t>(value)};
}

// ---- Events -------------------------------------------------------------------------------------

// In comments: the stream's id, then `a`, then `b`, then what follows the event in a batch.
enum class EventType : int32_t {
  kHeaders = 1,        // id, category, frame flags, fields
  kPushPromise = 2,    // id of the parent, promised id, frame flags, fields
  kData = 3,           // id, offset in the bytes received, length
  kEndStream = 4,      // id: the peer sent END_STREAM with DATA; 1: right after its kData
  kWritten = 5,        // id: the oldest unacknowledged write was handed to the kernel
  kStreamClose = 6,    // id, error code, bits of CloseFlags
  kWantTrailers = 7,   // id, BodyEnd: the body is sent, END_STREAM is not
  kFrameError = 8,     // id (0: the session), frame type, nghttp2 error: a frame could not be sent
  kSettings = 9,       // text: the peer's settings after the frame, packed, and then those of the
                       // frame that have no name
  kSettingsAck = 10,   // text: our settings after the acknowledgement, packed
  kPing = 11,          // text: the payload
  kPingAck = 12,       // text: the payload
  kGoaway = 13,        // 0, error code, last stream id, text: the opaque data
  kAltsvc = 14,        // id, length of the origin, text: the origin and the value
  kOrigin = 15,        // text: the origins, a NUL after each
  kPriority = 16,      // id, parent, twice the weight and 1 if exclusive
  kSessionError = 17,  // 0, nghttp2 error or one of SessionFault
  kSessionDone = 18,   // there is nothing left to read or to write
  kBodyLost = 19,      // id: memory of the body was taken away, and the stream is reset
  kSocketEnd = 20,     // the peer closed its side
  kSocketError = 21,   // 0, negative errno, 0 for a read and 1 for a write
  // Never crosses: the events after it are delivered once the ticks and microtasks of those before
  // it have run.
  kBreak = 22,
};

// How the last bytes of a body went: programs see 'finish' and 'wantTrailers' in an order that
// depends on it.
enum class BodyEnd : int32_t {
  kWithHead = 0,  // of its first write, in one turn with the head; or of a file
  kAlone = 1,     // the end came without bytes, or the bytes filled the peer's window
  kLater = 2,     // any others
};

inline constexpr std::array kBodyEnds = {
    Named("WITH_HEAD", BodyEnd::kWithHead),
    Named("ALONE", BodyEnd::kAlone),
    Named("LATER", BodyEnd::kLater),
};

inline constexpr std::array kEventTypes = {
    Named("HEADERS", EventType::kHeaders),
    Named("PUSH_PROMISE", EventType::kPushPromise),
    Named("DATA", EventType::kData),
    Named("END_STREAM", EventType::kEndStream),
    Named("WRITTEN", EventType::kWritten),
    Named("STREAM_CLOSE", EventType::kStreamClose),
    Named("WANT_TRAILERS", EventType::kWantTrailers),
    Named("FRAME_ERROR", EventType::kFrameError),
    Named("SETTINGS", EventType::kSettings),
    Named("SETTINGS_ACK", EventType::kSettingsAck),
    Named("PING", EventType::kPing),
    Named("PING_ACK", EventType::kPingAck),
    Named("GOAWAY", EventType::kGoaway),
    Named("ALTSVC", EventType::kAltsvc),
    Named("ORIGIN", EventType::kOrigin),
    Named("PRIORITY", EventType::kPriority),
    Named("SESSION_ERROR", EventType::kSessionError),
    Named("SESSION_DONE", EventType::kSessionDone),
    Named("BODY_LOST", EventType::kBodyLost),
    Named("SOCKET_END", EventType::kSocketEnd),
    Named("SOCKET_ERROR", EventType::kSocketError),
};
static_assert(kEventTypes.size() + 1 == static_cast<size_t>(EventType::kBreak));

// The bits of kStreamClose.
enum CloseFlags : int32_t {
  kByReset = 1,
  // The stream counts as unread until UnreadStreams::Remove().
  kUnread = 2,
  // The stream was closed before our message was sent in full.
  kCut = 4,
};

inline constexpr std::array kCloseFlags = {
    Named("BY_RESET", kByReset),
    Named("UNREAD", kUnread),
    Named("CUT", kCut),
};

// Session errors that nghttp2 has no number for; its own are negative.
enum SessionFault : int32_t {
  kTooManyInvalidFrames = 1,
  kTooManyRejectedStreams = 2,
};

inline constexpr std::array kSessionFaults = {
    Named("TOO_MANY_INVALID_FRAMES", kTooManyInvalidFrames),
    Named("TOO_MANY_REJECTED_STREAMS", kTooManyRejectedStreams),
};

// Errors of nghttp2 that JavaScript tells apart, or reports; most have no name in `constants`.
inline constexpr std::array kNghttp2Errors = {
    Named("PROTOCOL", NGHTTP2_ERR_PROTO),
    Named("STREAM_ID_NOT_AVAILABLE", NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE),
    Named("STREAM_CLOSED", NGHTTP2_ERR_STREAM_CLOSED),
    Named("STREAM_CLOSING", NGHTTP2_ERR_STREAM_CLOSING),
    Named("FRAME_SIZE", NGHTTP2_ERR_FRAME_SIZE_ERROR),
    Named("SESSION_CLOSING", NGHTTP2_ERR_SESSION_CLOSING),
    Named("CALLBACK_FAILURE", NGHTTP2_ERR_CALLBACK_FAILURE),
};

// ---- How a batch of events is laid out (binding/event_batch.h) ----------------------------------

// An event's four numbers are followed by nothing; by the reference of a text; or by the number of
// fields, and for each field the references of its name and its value.
enum class EventTail : int32_t { kNone = 0, kText = 1, kFields = 2 };

constexpr EventTail TailOf(EventType type) {
  switch (type) {
    case EventType::kHeaders:
    case EventType::kPushPromise:
      return EventTail::kFields;
    case EventType::kSettings:
    case EventType::kSettingsAck:
    case EventType::kPing:
    case EventType::kPingAck:
    case EventType::kGoaway:
    case EventType::kAltsvc:
    case EventType::kOrigin:
      return EventTail::kText;
    default:
      return EventTail::kNone;
  }
}

// Integers: the type, the stream's id, `a` and `b`.
inline constexpr size_t kEventSize = 4;
// Integers: the session's slot, and the place where its section ends.
inline constexpr size_t kSectionHead = 2;
// Bits of a string's reference. Without the first, its index is one of the interned strings.
inline constexpr int32_t kBatchString = 1 << 29;
inline constexpr int32_t kSensitive = 1 << 30;

inline constexpr std::array kBatchLayout = {
    Named("EVENT_SIZE", kEventSize),
    Named("SECTION_HEAD", kSectionHead),
    Named("BATCH_STRING", kBatchString),
    Named("SENSITIVE", kSensitive),
};

// ---- Flags and answers of the native class ------------------------------------------------------

// Bits of respond() and request().
enum MessageFlags : uint32_t {
  kEndStream = 1,
  kWaitForTrailers = 2,
};

inline constexpr std::array kMessageFlags = {
    Named("END_STREAM", kEndStream),
    Named("WAIT_FOR_TRAILERS", kWaitForTrailers),
};

// Bits of writeString(), writeBuffer() and writeGathered().
enum WriteFlags : uint32_t {
  kLastOfWrite = 1,
  kLastOfBody = 2,
  kLatin1 = 4,
};

inline constexpr std::array kWriteFlags = {
    Named("LAST_OF_WRITE", kLastOfWrite),
    Named("LAST_OF_BODY", kLastOfBody),
    Named("LATIN1", kLatin1),
};

// The opener of a file for pipeFile() closes it, too.
enum class FileOpener : uint32_t { kProgram = 0, kNode = 1, kEngine = 2 };

inline constexpr std::array kFileOpeners = {
    Named("PROGRAM", FileOpener::kProgram),
    Named("NODE", FileOpener::kNode),
    Named("ENGINE", FileOpener::kEngine),
};

// Answers of hasEvents().
enum class PendingEvents : int32_t {
  kNone = 0,
  kSome = 1,
  // They are delivered once ticks and microtasks have run.
  kAfterTicks = 2,
};

inline constexpr std::array kPendingEvents = {
    Named("NONE", PendingEvents::kNone),
    Named("SOME", PendingEvents::kSome),
    Named("AFTER_TICKS", PendingEvents::kAfterTicks),
};

// Answers of getStreamState().
enum class StreamPresence : int32_t {
  kGone = 0,
  // The array has its state.
  kKnown = 1,
  // The request waits to be sent: nghttp2 does not know its stream yet.
  kWaiting = 2,
};

inline constexpr std::array kStreamPresences = {
    Named("GONE", StreamPresence::kGone),
    Named("KNOWN", StreamPresence::kKnown),
    Named("WAITING", StreamPresence::kWaiting),
};

}  // namespace http2
