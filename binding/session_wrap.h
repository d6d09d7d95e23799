// The one native class: an HTTP/2 session with the descriptor it may own. Streams are ids.
//
// Lifetime: created by lib/session. While a descriptor is attached the object keeps itself alive;
// otherwise JavaScript does. destroy() releases everything but the object.
//
// Turns: OnReadable(), OnWritable(), WriteEvents() and Flush() come from the event loop, everything
// else from JavaScript. Commands never write: they mark the session dirty, and the dispatcher has
// it written.
#pragma once

#include <napi.h>

#include <memory>
#include <span>
#include <vector>

#include "addon_data.h"
#include "descriptor_io.h"
#include "name_cache.h"
#include "session.h"

namespace http2 {

class SessionWrap final : public Napi::ObjectWrap<SessionWrap>,
                          private DescriptorIo::Listener,
                          private Body::Host,
                          private PaddingSelector {
 public:
  static Napi::Function Define(Napi::Env env);
  explicit SessionWrap(const Napi::CallbackInfo& info);
  SessionWrap(const SessionWrap&) = delete;
  SessionWrap& operator=(const SessionWrap&) = delete;
  SessionWrap(SessionWrap&&) = delete;
  SessionWrap& operator=(SessionWrap&&) = delete;
  ~SessionWrap() override;

  // For AddonData.
  void CloseIo();

  // ---- For the dispatcher.
  // JavaScript may run while it is flushed: its transport, or what chooses the padding.
  [[nodiscard]] bool flushes_in_javascript() const { return io_ == nullptr || selects_padding_; }
  void WriteEvents(EventBatch& batch);
  // JavaScript has received them, or could not be called.
  void Delivered(bool received);
  // Writes what there is.
  void Flush();

 private:
  // ---- The methods that JavaScript calls (session_methods.cc lists them), by the file that has
  // them. The arguments stand above their definitions, and in lib/engine/session.js.

  // Transport.
  Napi::Value AttachDescriptor(const Napi::CallbackInfo& info);
  Napi::Value AttachTls(const Napi::CallbackInfo& info);
  Napi::Value GetTlsError(const Napi::CallbackInfo& info);
  Napi::Value SeparateDescriptor(const Napi::CallbackInfo& info);
  Napi::Value DetachDescriptor(const Napi::CallbackInfo& info);
  Napi::Value SetReferenced(const Napi::CallbackInfo& info);
  void Receive(const Napi::CallbackInfo& info);
  Napi::Value ReceiveEvents(const Napi::CallbackInfo& info);
  Napi::Value TakeEvents(const Napi::CallbackInfo& info);
  Napi::Value HasEvents(const Napi::CallbackInfo& info);
  Napi::Value Pull(const Napi::CallbackInfo& info);
  Napi::Value Acknowledge(const Napi::CallbackInfo& info);
  Napi::Value Destroy(const Napi::CallbackInfo& info);
  // messages.cc
  int Respond(const Napi::CallbackInfo& info);
  int Request(const Napi::CallbackInfo& info);
  int PushPromise(const Napi::CallbackInfo& info);
  int Information(const Napi::CallbackInfo& info);
  int Trailers(const Napi::CallbackInfo& info);
  int SetNextStreamId(const Napi::CallbackInfo& info);
  // body.cc
  int WriteString(const Napi::CallbackInfo& info);
  int WriteBuffer(const Napi::CallbackInfo& info);
  Napi::Value WriteGathered(const Napi::CallbackInfo& info);
  int EndBody(const Napi::CallbackInfo& info);
  Napi::Value PipeFile(const Napi::CallbackInfo& info);
  void FailFile(const Napi::CallbackInfo& info);
  void AwaitTrailers(const Napi::CallbackInfo& info);
  Napi::Value SendsAtOnce(const Napi::CallbackInfo& info);
  void WatchBodies(const Napi::CallbackInfo& info);
  Napi::Value GetIdleBodyTime(const Napi::CallbackInfo& info);
  // flow_control.cc
  void PauseReading(const Napi::CallbackInfo& info);
  void ResumeReading(const Napi::CallbackInfo& info);
  void ConsumeAllBut(const Napi::CallbackInfo& info);
  void KeepUnread(const Napi::CallbackInfo& info);
  void Release(const Napi::CallbackInfo& info);
  int SetLocalWindowSize(const Napi::CallbackInfo& info);
  // reset.cc
  int Reset(const Napi::CallbackInfo& info);
  void Refuse(const Napi::CallbackInfo& info);
  // shutdown.cc
  int Goaway(const Napi::CallbackInfo& info);
  int ShutdownNotice(const Napi::CallbackInfo& info);
  int Terminate(const Napi::CallbackInfo& info);
  int LeavesOut(const Napi::CallbackInfo& info);
  // settings.cc, ping.cc, extensions.cc
  int SubmitSettings(const Napi::CallbackInfo& info);
  int SubmitPing(const Napi::CallbackInfo& info);
  int Altsvc(const Napi::CallbackInfo& info);
  int Origin(const Napi::CallbackInfo& info);
  int SetPriority(const Napi::CallbackInfo& info);
  int GetPriority(const Napi::CallbackInfo& info);
  // padding.cc
  void SetPaddingSelector(const Napi::CallbackInfo& info);
  // snapshots.cc: each fills the Float64Array that it is given.
  Napi::Value GetState(const Napi::CallbackInfo& info);
  Napi::Value GetStreamState(const Napi::CallbackInfo& info);
  Napi::Value GetStatistics(const Napi::CallbackInfo& info);
  Napi::Value TakeTimings(const Napi::CallbackInfo& info);

  // ---- A method is called through one of these when it needs the engine's session. Without one,
  // an `int` is NGHTTP2_ERR_STREAM_CLOSED, and nothing happens; without one that is open, which
  // only memory can keep from that, it is NGHTTP2_ERR_NOMEM.
  [[nodiscard]] bool is_open() const { return session_ != nullptr && session_->is_open(); }

  // The method may bring about output.
  template <auto kMethod>
  Napi::Value Command(const Napi::CallbackInfo& info);
  // It brings about none, or says itself when it does.
  template <auto kMethod>
  Napi::Value Quiet(const Napi::CallbackInfo& info);

  int OpenTls(const Napi::CallbackInfo& info);
  void Attached(const Napi::CallbackInfo& info);
  void OnReadable() override;
  void OnWritable() override;
  void OnOutputReady() override;
  size_t SelectPadding(size_t length, size_t max) override;
  // The size of the batch, as EventBatch has it.
  int32_t WriteBatch(uint32_t depth);
  [[nodiscard]] PendingEvents pending_events() const;
  [[nodiscard]] bool IsWriting() const;
  bool HasWork();
  void Serialize(size_t limit);
  void AfterDelivery();
  void Output();
  void WriteFailed(int error);
  void ReportWriteError();
  void InputEnded(int error);
  Napi::Value FinalOutput();
  void ResetCancelled();
  int WriteChunk(int32_t id, ChunkRef chunk, uint32_t flags);
  bool ReadBlock(const Napi::CallbackInfo& info, size_t index);
  [[nodiscard]] std::span<const nghttp2_nv> block();
  void MarkReady();
  void MarkDirty();
  void AwaitFlush();
  void ReleaseSession();

  AddonData& addon_;
  // Empty once the session is over, and while SelectPadding() runs, within the session.
  std::unique_ptr<Session> session_;
  NameCache names_;
  std::unique_ptr<DescriptorIo> io_;
  // Streams that handlers cancelled while events were delivered.
  std::vector<int32_t> cancelled_;
  bool reading_ = true;
  // JavaScript chooses the padding.
  bool selects_padding_ = false;
  // The negative errno of the write that failed: the peer takes nothing any more, and is read to
  // its end. 0 before that.
  int write_error_ = 0;
  // The last read brought large DATA frames.
  bool large_data_ = false;
  // Among the dispatcher's sessions, while it has a descriptor.
  int32_t slot_ = -1;
  // The dispatcher knows that it has events.
  bool ready_ = false;
  // The dispatcher knows that it may have output.
  bool dirty_ = false;
  // Being dirty keeps it alive.
  bool held_ = false;
  // JavaScript is handling its events.
  bool delivering_ = false;
  bool destroyed_ = false;
};

}  // namespace http2
