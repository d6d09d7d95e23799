#include "dispatcher.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "addon_data.h"
#include "dropped_exception.h"
#include "session_wrap.h"

namespace http2 {

namespace {

// Events of reads that cross together. More of them save little.
constexpr size_t kEventsPerRound = 16;
// Rounds in one turn of the loop: output provokes output, as a write that is done starts the next.
constexpr int kMaxRounds = 8;

}  // namespace

Dispatcher::Dispatcher(Napi::Env env, uv_loop_t* loop, AddonData& addon)
    : env_(env),
      addon_(addon),
      context_(env, "HTTP2DISPATCH"),
      handles_(LoopHandles::Create(loop, *this)) {}

void Dispatcher::AddReady(SessionWrap* session) {
  Start();
  ready_.push_back(session);
}

void Dispatcher::AddDirty(SessionWrap* session) {
  Start();
  dirty_.push_back(session);
}

void Dispatcher::Remove(SessionWrap* session) {
  SessionWrap* none = nullptr;
  for (Sessions* sessions : {&ready_, &dirty_, &delivering_, &flushing_})
    std::replace(sessions->begin(), sessions->end(), session, none);
}

bool Dispatcher::idle() const {
  return ready_.empty() && dirty_.empty() && addon_.node_files().empty();
}

void Dispatcher::Start() {
  if (idle() && handles_ != nullptr) handles_->Start();
}

void Dispatcher::CountRead(size_t events) {
  read_events_ += events;
  if (read_events_ >= kEventsPerRound) Round();
}

void Dispatcher::Watch(bool active) {
  if (handles_ == nullptr) return;
  if (active) {
    handles_->Watch();
  } else {
    handles_->StopWatching();
  }
}

// Nothing but the end of an environment makes a call into it fail without an exception.
bool Dispatcher::EnvironmentEnds() const {
  napi_value undefined = nullptr;
  bool equal = false;
  napi_get_undefined(env_, &undefined);
  if (napi_strict_equals(env_, undefined, undefined, &equal) == napi_ok) return false;
  bool thrown = false;
  napi_is_exception_pending(env_, &thrown);
  return !thrown;
}

// An environment that ends closes its sockets before it calls any clean-up hook, and turns its loop
// on: their numbers may be another thread's by then. They must be forgotten before the loop polls.
void Dispatcher::OnPrepare() {
  if (EnvironmentEnds()) addon_.CloseDescriptors();
}

void Dispatcher::OnTurn() {
  OnPrepare();
  for (int round = 0; round < kMaxRounds && !idle(); ++round)
    Round();
  // The environment may have ended.
  if (handles_ == nullptr) return;
  if (idle()) {
    handles_->Stop();
  } else {
    handles_->KeepTurning();
  }
}

void Dispatcher::Round() {
  const Napi::HandleScope scope(env_);
  read_events_ = 0;
  while (!ready_.empty() && handles_ != nullptr)
    DeliverBatch();
  addon_.read_buffer().Release();
  if (handles_ != nullptr) Flush();
  if (handles_ != nullptr && !addon_.node_files().empty()) ReturnFiles();
}

// Ticks and microtasks run at its end.
napi_status Dispatcher::Call(const Napi::FunctionReference& function,
                             std::span<const napi_value> arguments) {
  const napi_value callee = function.Value();
  // The resource is the context's; that of the argument is not looked at, and need not be made.
  napi_callback_scope opened = nullptr;
  napi_open_callback_scope(env_, callee, context_, &opened);
  const Napi::CallbackScope callbacks(env_, opened);
  napi_value result = nullptr;
  const napi_status status = napi_call_function(env_, env_.Undefined(), callee, arguments.size(),
                                                arguments.data(), &result);
  DropException(env_);
  return status;
}

// The ticks and microtasks of the turn have run: whatever the program writes in this turn is there,
// and goes out together.
void Dispatcher::JoinWrites() {
  if (!addon_.joins_due().Take()) return;
  const Napi::HandleScope scope(env_);
  Call(join_, {});
}

// Ticks and microtasks run at its end, once for all sessions.
void Dispatcher::DeliverBatch() {
  const Napi::HandleScope scope(env_);
  ready_.swap(delivering_);
  EventBatch& batch = addon_.BeginBatch(0);
  for (SessionWrap* session : delivering_) {
    if (session != nullptr) session->WriteEvents(batch);
  }
  napi_value size = nullptr;
  napi_create_int32(env_, batch.size(), &size);
  const napi_status status = Call(deliver_, std::array<napi_value, 1>{size});
  for (SessionWrap* session : delivering_) {
    if (session != nullptr) session->Delivered(status == napi_ok);
  }
  delivering_.clear();
}

void Dispatcher::Flush() {
  JoinWrites();
  dirty_.swap(flushing_);
  std::optional<Napi::CallbackScope> callbacks;
  for (SessionWrap* session : flushing_) {
    if (session == nullptr) continue;
    // One scope for all that write in JavaScript.
    if (session->flushes_in_javascript() && !callbacks) callbacks.emplace(env_, context_);
    session->Flush();
  }
  callbacks.reset();
  flushing_.clear();
}

void Dispatcher::ReturnFiles() {
  const Napi::HandleScope scope(env_);
  for (const int file : addon_.node_files().TakeReturned()) {
    napi_value number = nullptr;
    napi_create_int32(env_, file, &number);
    Call(close_file_, std::array<napi_value, 1>{number});
  }
}

void Dispatcher::Close(std::function<void()> closed) {
  handles_->WhenClosed(std::move(closed));
  handles_.reset();
  ready_.clear();
  dirty_.clear();
}

}  // namespace http2
