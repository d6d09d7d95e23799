// Brings the events of an environment's sessions to JavaScript and their output to their sockets,
// for many sessions in one go: what was read while the loop polled crosses in one call, the answers
// follow, and the next call reports what was handed over.
//
// A round delivers the events of every session that has some, then flushes every session that may
// have output. Rounds happen before and after each poll, until nothing is left to do; and within
// the poll when enough was read, so that the first to ask does not wait for all the others, and
// what answers is still in the processor's cache when it is sent.
#pragma once

#include <napi.h>
#include <uv.h>

#include <cstddef>
#include <span>
#include <vector>

#include "loop_handles.h"

namespace http2 {

class AddonData;
class SessionWrap;

class Dispatcher final : private LoopHandles::Listener {
 public:
  // Precondition: a handle scope is open. The data must outlive the dispatcher.
  Dispatcher(Napi::Env env, uv_loop_t* loop, AddonData& addon);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  Dispatcher(Dispatcher&&) = delete;
  Dispatcher& operator=(Dispatcher&&) = delete;
  ~Dispatcher() = default;

  // The function of lib/engine/delivery.js that walks a batch with the events of several sessions.
  void SetDeliver(Napi::Function deliver) { deliver_ = Napi::Persistent(deliver); }

  // The function of lib/stream/join-writes.js that begins the writes which wait for another of
  // their turn.
  void SetJoin(Napi::Function join) { join_ = Napi::Persistent(join); }

  // The function of lib/files/close-file.js that closes a file which fs.open() has opened.
  void SetCloseFile(Napi::Function close) { close_file_ = Napi::Persistent(close); }

  // Files are about to wait for their return to JavaScript.
  void Wake() { Start(); }
  // The session has events. It adds itself once until WriteEvents() is called.
  void AddReady(SessionWrap* session);
  // The session may have output. It adds itself once until Flush() is called.
  void AddDirty(SessionWrap* session);
  // The session is no more.
  void Remove(SessionWrap* session);

  // While there are descriptors that belong to sockets: looks for the end of the environment before
  // each poll.
  void Watch(bool active);

  // One more read brought `events`: delivers what waits, if it is enough.
  void CountRead(size_t events);
  // Called from the loop only, as the event handlers of descriptors are.
  void Round();

  // Nothing is delivered any more; calls back when libuv has let go of the handles.
  void Close(std::function<void()> closed);

 private:
  using Sessions = std::vector<SessionWrap*>;

  void OnTurn() override;
  void OnPrepare() override;
  [[nodiscard]] bool EnvironmentEnds() const;
  void Start();
  void DeliverBatch();
  void JoinWrites();
  napi_status Call(const Napi::FunctionReference& function, std::span<const napi_value> arguments);
  void Flush();
  void ReturnFiles();
  [[nodiscard]] bool idle() const;

  Napi::Env env_;
  AddonData& addon_;
  Napi::FunctionReference deliver_;
  Napi::FunctionReference join_;
  Napi::FunctionReference close_file_;
  Napi::AsyncContext context_;
  LoopHandles::Owner handles_;
  // An entry is null when its session is gone.
  Sessions ready_;
  Sessions dirty_;
  // The sessions of the step that is going on; members, so that their memory is used again.
  Sessions delivering_;
  Sessions flushing_;
  size_t read_events_ = 0;
};

}  // namespace http2
