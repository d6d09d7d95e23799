// One HTTP/2 connection: a machine that takes bytes and commands and gives bytes and events.
//
// Lifetime: whoever creates a session owns it, and must not destroy it from within its calls. The
// block pool must outlive it. Buffers of header fields that were taken from its events must be
// released before it is destroyed.
//
// Use: call Receive() with what came from the peer; take the events; call commands; call Fill() and
// hand over what stands in outbound(). No call into the session is made from another call.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "event_queue.h"
#include "memory_budget.h"
#include "options.h"
#include "outbound.h"
#include "peer_limits.h"
#include "stream_table.h"
#include "stream_timing.h"
#include "unread_streams.h"

namespace http2 {

struct SettingsEntry {
  int32_t id;
  uint32_t value;
};

// What goes out before a reset: what was written, or that and the end of the body.
enum class BeforeReset : uint8_t { kWritten, kEnd };

struct SessionStatistics {
  uint64_t bytes_received = 0;
  uint64_t frames_received = 0;
  uint64_t frames_sent = 0;
  uint64_t streams = 0;
  uint64_t max_concurrent_streams = 0;
};

class Session final : private FilePipe::Listener {
 public:
  // Called from the event loop, outside of every call into the session.
  class Host {
   public:
    // There is output that no call has asked for: Fill() again.
    virtual void OnOutputReady() = 0;

   protected:
    ~Host() = default;
  };

  Session(const SessionOptions& options, BlockPool& pool);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;
  ~Session();

  // ---- Input and output -----------------------------------------------------------------------

  // Takes bytes of the peer. Offsets in kData events count from the first of `bytes`, and begin
  // with `origin`. After an error (an event tells it) nothing more is taken.
  void Receive(std::span<const uint8_t> bytes, size_t origin = 0);
  // How many kData events came of what was received since the last call.
  int32_t TakeDataEvents() { return std::exchange(data_events_, 0); }
  // Serializes frames until `limit` bytes are pending or nothing more can be sent now. False when
  // nghttp2 failed (an event reports it). Before JavaScript runs again, the output must be handed
  // over or be Outbound's own.
  bool Fill(size_t limit);
  // The same, for output that waits for its turn: it is Outbound's own.
  void FillAhead(size_t limit);
  // Pushes kSessionDone, once, when nghttp2 has ended the connection, and its GOAWAY is serialized:
  // a peer that takes nothing must not keep the session.
  void CheckDone();
  // Who is told of output that files bring about; must outlive the session.
  void SetHost(Host* host) { host_ = host; }
  Outbound& outbound() { return outbound_; }
  [[nodiscard]] const Outbound& outbound() const { return outbound_; }
  EventQueue& events() { return events_; }

  // ---- Commands: 0 or an id, or a negative nghttp2 error ----------------------------------------

  // Server: the head of a response.
  int Respond(int32_t id, std::span<const nghttp2_nv> headers, uint32_t flags);
  // Client: the id of the new stream.
  int Request(std::span<const nghttp2_nv> headers, uint32_t flags);
  // Server: the id of the promised stream.
  int PushPromise(int32_t parent, std::span<const nghttp2_nv> headers);
  int Information(int32_t id, std::span<const nghttp2_nv> headers);
  // No fields: END_STREAM in an empty DATA frame.
  int Trailers(int32_t id, std::span<const nghttp2_nv> headers);
  // Appends to the body; a kWritten event follows when a chunk with `last_of_write` is sent.
  int Write(int32_t id, ChunkRef chunk, bool last_of_write);
  // The body ends with what was written.
  int EndBody(int32_t id);
  // Whether the windows have room for all that was written to the stream.
  [[nodiscard]] bool SendsAtOnce(int32_t id) const;
  // The body is what the file has; it ends with that. Precondition: Respond() without kEndStream,
  // and nothing written. The reader must outlive every read.
  int PipeFile(int32_t id, FileReader& reader, FileDescriptorRef file, FileRange range);
  // The file can't be read any more: the stream is reset after what was read.
  void FailFile(int32_t id);
  // The end of the body waits for trailers from now on, if it is not on its way.
  void AwaitTrailers(int32_t id);
  int Reset(int32_t id, uint32_t code, BeforeReset before);
  // The peer has more streams than it may have; a session with too many of these fails.
  void Refuse(int32_t id);
  // Stops and restarts window updates for the stream. They are stopped at first.
  void PauseReading(int32_t id);
  void ResumeReading(int32_t id);
  // The stream has closed, and the program has `bytes` of it that nobody has read. A stream whose
  // close says kUnread counts without this.
  void KeepUnread(int32_t id, size_t bytes);
  // The program has let go of the stream.
  void Release(int32_t id);
  // While stopped: the reader has taken all but the last `unread` bytes.
  void ConsumeAllBut(int32_t id, size_t unread);

  int SubmitSettings(std::span<const SettingsEntry> entries);
  int Ping(const uint8_t* payload);
  // `last_stream_id` < 0: the last that was processed.
  int Goaway(uint32_t code, int32_t last_stream_id, std::span<const uint8_t> opaque);
  // GOAWAY with what was processed, and nothing after it.
  int Terminate(uint32_t code);
  int Altsvc(int32_t id, const std::string& origin, const std::string& value);
  int Origin(std::span<const std::string> origins);
  int SetLocalWindowSize(int32_t size);
  int SetNextStreamId(int32_t id);

  // ---- Queries
  // -----------------------------------------------------------------------------------

  // From now on there are timeouts: it is known when something of a body was last sent on the
  // stream, or on any with an id of 0. Milliseconds of BodyProgress::Now(), 0 for never.
  void WatchBodies() { outbound_.progress().Watch(); }
  [[nodiscard]] uint64_t BodySentAt(int32_t id) const;
  [[nodiscard]] nghttp2_session* handle() const { return session_.get(); }
  [[nodiscard]] const SessionStatistics& statistics() const { return statistics_; }
  [[nodiscard]] const StreamTable& streams() const { return streams_; }
  [[nodiscard]] const SessionOptions& options() const { return options_; }
  // Whether streams that open are timed; the flag must outlive the session.
  void SetTiming(const bool* wanted) { timing_ = wanted; }
  // What is known of the timed streams that ended since the last call, or never will.
  std::vector<StreamTiming> TakeTimings(bool of_open);
  // What maxSessionMemory limits.
  [[nodiscard]] size_t memory_used() const;

 private:
  friend class Callbacks;
  struct Deleter {
    void operator()(nghttp2_session* session) const { nghttp2_session_del(session); }
  };

  // Of streams that opened while somebody observed: the moments for performance entries.
  static uint64_t Nanoseconds();
  static void TimeFirst(uint64_t& moment) {
    if (moment == 0) moment = Nanoseconds();
  }
  static void TimeOpening(Stream& stream);
  void TimeHeaders(int32_t id);
  void TimeClosing(Stream& stream);
  Stream& OpenStream(int32_t id);
  void ForgetStream(int32_t id);
  void CountHeaderList(int32_t id);
  [[nodiscard]] bool HasRoomForStream() const;
  nghttp2_data_provider BodyProvider();
  ssize_t ReadBody(Stream& stream, size_t length, uint32_t* flags);
  ssize_t ReadFile(Stream& stream, size_t length, uint32_t* flags);
  ssize_t LoseBody(const Stream& stream);
  ssize_t FailBody();
  [[nodiscard]] size_t SendWindow(int32_t id) const;
  void EndsWith(Stream& stream, size_t size, uint32_t* flags);
  void SendBody(Stream& stream, size_t length);
  SendQueue::Slice TakeBody(Stream& stream, size_t limit);
  void OnFileRead(int32_t id, size_t size) override;
  [[nodiscard]] bool ClosesWithBody(const Stream& stream) const;
  void ConfirmEmptyWrites(Stream& stream);
  int Resume(Stream& stream);
  void FillBeforeReset(Stream& stream, uint32_t code);
  void CloseEvent(int32_t id, uint32_t code);
  void BeginData(Stream& stream);
  void CountReset();
  void CountGoaway();
  void Fail(int32_t error);

  Host* host_ = nullptr;
  SessionOptions options_;
  MemoryBudget budget_;
  PeerLimits limits_;
  EventQueue events_;
  Outbound outbound_;
  StreamTable streams_;
  SessionStatistics statistics_;
  static constexpr bool kNotTimed = false;
  const bool* timing_ = &kNotTimed;
  std::vector<StreamTiming> timings_;
  // The header block that is being received; blocks of one connection never interleave.
  std::vector<HeaderField> header_fields_;
  size_t header_list_size_ = 0;
  size_t header_count_ = 0;
  // The limit of the stream that the block belongs to.
  uint32_t header_list_limit_ = 0;
  // What the streams' queues and files occupy.
  size_t queued_bytes_ = 0;
  UnreadStreams unread_;
  // The header lists of live streams.
  size_t header_bytes_ = 0;
  // Received, and not read by anybody yet.
  size_t withheld_bytes_ = 0;
  // Resets that were commanded and not sent yet; all others were provoked by the peer.
  uint32_t commanded_resets_ = 0;
  // GOAWAY frames that were commanded and not sent yet; any other is nghttp2's own, and its last.
  uint32_t commanded_goaways_ = 0;
  bool terminated_ = false;
  const uint8_t* input_ = nullptr;
  // The number of this stretch: events that are delivered without ticks and microtasks in between,
  // among them at most one kData of each stream.
  uint32_t stretch_ = 1;
  // The stream of the last RST_STREAM, in either direction.
  int32_t reset_id_ = 0;
  int32_t data_events_ = 0;
  size_t fill_limit_ = 0;
  bool filling_ = false;
  bool failed_ = false;
  bool done_ = false;
  std::unique_ptr<nghttp2_session, Deleter> session_;
};

}  // namespace http2
