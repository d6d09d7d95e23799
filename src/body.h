// The bodies that a session sends. Each stream has one source: the queue of what was written to it,
// or a file. nghttp2 asks how much there is for a DATA frame, and then for the bytes themselves.
//
// nghttp2 serves streams that have something to send in turn, a frame of each.
#pragma once

#include <nghttp2/nghttp2.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>

#include "connection.h"
#include "flow_control.h"
#include "serializer.h"

namespace http2 {

class Body final : private FilePipe::Listener {
 public:
  // Called from the event loop, outside of every call into the session.
  class Host {
   public:
    // There is output that no call has asked for: serialize again.
    virtual void OnOutputReady() = 0;

   protected:
    ~Host() = default;
  };

  Body(Connection& connection, const FlowControl& flow_control, const Serializer& serializer);

  // Is called when a file has more to send; must outlive the session.
  void SetHost(Host* host) { host_ = host; }

  // ---- Commands: 0, or a negative nghttp2 error

  // Appends to the body; a kWritten event follows when a chunk with `last_of_write` is sent.
  int Write(int32_t id, ChunkRef chunk, bool last_of_write);
  // The body ends with what was written.
  int End(int32_t id);
  // The body is what the file has; it ends with that. Precondition: the message was begun without
  // kEndStream, and nothing was written. The reader must outlive every read.
  int PipeFile(int32_t id, FileReader& reader, FileDescriptorRef file, FileRange range);
  // The file can't be read any more: the stream is reset after what was read.
  void FailFile(int32_t id);
  // The end of the body waits for trailers from now on, if it is not on its way.
  void AwaitTrailers(int32_t id);
  // Whether the windows have room for all that was written to the stream.
  [[nodiscard]] bool SendsAtOnce(int32_t id) const;

  // From now on there are timeouts: times are taken.
  void WatchProgress() { connection_.outbound.progress().Watch(); }
  // When something of a body was last sent on the stream, or on any with an id of 0. Milliseconds
  // of BodyProgress::Now(), 0 for never.
  [[nodiscard]] uint64_t SentAt(int32_t id) const;

  // ---- What nghttp2 asks for

  // To be submitted with a message that has a body.
  [[nodiscard]] const nghttp2_data_provider* provider() const { return &provider_; }
  // Appends the DATA frame that the provider has promised, with `length` bytes of payload. The
  // result is nghttp2's.
  int Send(const nghttp2_frame& frame, const uint8_t* head, size_t length);

 private:
  static ssize_t ReadCallback(nghttp2_session*, int32_t id, uint8_t*, size_t length,
                              uint32_t* flags, nghttp2_data_source* source, void*);
  // How many bytes the next DATA frame has, at most `length`, with flags; or a negative error.
  ssize_t Read(int32_t id, size_t length, uint32_t* flags);
  ssize_t ReadQueue(Stream& stream, size_t length, uint32_t* flags);
  ssize_t ReadFile(Stream& stream, size_t length, uint32_t* flags);
  ssize_t Lose(const Stream& stream);
  ssize_t Fail();
  void EndWith(Stream& stream, size_t size, uint32_t* flags);
  void SendPayload(Stream& stream, size_t length);
  SendQueue::Slice Take(Stream& stream, size_t limit);
  [[nodiscard]] bool ClosesStream(const Stream& stream) const;
  void ConfirmEmptyWrites(Stream& stream);
  [[nodiscard]] Stream* FindOpen(int32_t id) const;
  void NoteWrite(Stream& stream, bool is_first, bool last_of_write) const;
  void AskForTrailers(const Stream& stream, BodyEnd end);
  int Resume(Stream& stream);
  void OnFileRead(int32_t id, size_t size) override;

  Connection& connection_;
  const FlowControl& flow_control_;
  const Serializer& serializer_;
  nghttp2_data_provider provider_{};
  Host* host_ = nullptr;
};

}  // namespace http2
