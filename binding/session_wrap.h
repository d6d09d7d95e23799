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
#include <vector>

#include "addon_data.h"
#include "descriptor_io.h"
#include "name_cache.h"
#include "session.h"

namespace http2 {

class SessionWrap final : public Napi::ObjectWrap<SessionWrap>,
                          private DescriptorIo::Listener,
                          private Body::Host {
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
  // Its transport is in JavaScript.
  [[nodiscard]] bool flushes_in_javascript() const { return io_ == nullptr; }
  void WriteEvents(EventBatch& batch);
  // JavaScript was told of them, or could not be.
  void Delivered(bool told);
  // Writes what there is.
  void Flush();

 private:
  // Transport.
  Napi::Value AttachDescriptor(const Napi::CallbackInfo& info);
  Napi::Value SeparateDescriptor(const Napi::CallbackInfo& info);
  Napi::Value DetachDescriptor(const Napi::CallbackInfo& info);
  Napi::Value SetReferenced(const Napi::CallbackInfo& info);
  Napi::Value Receive(const Napi::CallbackInfo& info);
  Napi::Value TakeEvents(const Napi::CallbackInfo& info);
  Napi::Value HasEvents(const Napi::CallbackInfo& info);
  Napi::Value Pull(const Napi::CallbackInfo& info);
  Napi::Value Acknowledge(const Napi::CallbackInfo& info);
  Napi::Value Destroy(const Napi::CallbackInfo& info);

  // Commands.
  Napi::Value Respond(const Napi::CallbackInfo& info);
  Napi::Value Request(const Napi::CallbackInfo& info);
  Napi::Value PushPromise(const Napi::CallbackInfo& info);
  Napi::Value Information(const Napi::CallbackInfo& info);
  Napi::Value Trailers(const Napi::CallbackInfo& info);
  Napi::Value WriteString(const Napi::CallbackInfo& info);
  Napi::Value WriteGathered(const Napi::CallbackInfo& info);
  Napi::Value WriteBuffer(const Napi::CallbackInfo& info);
  Napi::Value PipeFile(const Napi::CallbackInfo& info);
  Napi::Value FailFile(const Napi::CallbackInfo& info);
  Napi::Value EndBody(const Napi::CallbackInfo& info);
  Napi::Value SendsAtOnce(const Napi::CallbackInfo& info);
  Napi::Value AwaitTrailers(const Napi::CallbackInfo& info);
  Napi::Value Reset(const Napi::CallbackInfo& info);
  Napi::Value PauseReading(const Napi::CallbackInfo& info);
  Napi::Value ResumeReading(const Napi::CallbackInfo& info);
  Napi::Value Refuse(const Napi::CallbackInfo& info);
  Napi::Value KeepUnread(const Napi::CallbackInfo& info);
  Napi::Value Release(const Napi::CallbackInfo& info);
  Napi::Value ConsumeAllBut(const Napi::CallbackInfo& info);
  Napi::Value Settings(const Napi::CallbackInfo& info);
  Napi::Value Ping(const Napi::CallbackInfo& info);
  Napi::Value Goaway(const Napi::CallbackInfo& info);
  Napi::Value Terminate(const Napi::CallbackInfo& info);
  Napi::Value Altsvc(const Napi::CallbackInfo& info);
  Napi::Value Origin(const Napi::CallbackInfo& info);
  Napi::Value SetLocalWindowSize(const Napi::CallbackInfo& info);
  Napi::Value SetNextStreamId(const Napi::CallbackInfo& info);

  // Snapshots: each fills the Float64Array that it is given.
  Napi::Value GetState(const Napi::CallbackInfo& info);
  Napi::Value GetStreamState(const Napi::CallbackInfo& info);
  Napi::Value GetStatistics(const Napi::CallbackInfo& info);
  Napi::Value GetIdleBodyTime(const Napi::CallbackInfo& info);
  Napi::Value WatchBodies(const Napi::CallbackInfo& info);
  Napi::Value TakeTimings(const Napi::CallbackInfo& info);

  void OnReadable() override;
  void OnWritable() override;
  void OnOutputReady() override;
  void Output();
  void WriteFailed(int error);
  void InputEnded(int error);
  Napi::Value LastWords();
  void ResetCancelled();
  napi_value Done(const Napi::CallbackInfo& info, int result);
  int WriteChunk(int32_t id, ChunkRef chunk, uint32_t flags);
  bool HeaderArgument(const Napi::CallbackInfo& info, size_t index);
  void MarkReady();
  void MarkDirty();
  void ReleaseSession();

  AddonData& addon_;
  std::unique_ptr<Session> session_;
  NameCache names_;
  std::unique_ptr<DescriptorIo> io_;
  // Streams that handlers cancelled while events were delivered.
  std::vector<int32_t> cancelled_;
  bool reading_ = true;
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
  // JavaScript is being told of its events.
  bool delivering_ = false;
  bool destroyed_ = false;
};

}  // namespace http2
