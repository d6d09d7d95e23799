#include "session_wrap.h"

#include <cerrno>
#include <utility>

#include "arguments.h"
#include "dropped_exception.h"
#include "snapshot.h"

namespace http2 {

namespace {

// Bytes serialized before they are handed over: enough to fill a few writev calls, and little
// enough that a stream with more to send does not hold up the others.
constexpr size_t kFillLimit = 256 * 1024;
// Writes of one session before the others get their turn: a peer that takes a file as fast as it is
// read must not have the event loop for itself.
constexpr int kMaxWrites = 4;
// A read of DATA that brings more with each event is followed by a larger one.
constexpr size_t kLargeData = 4096;
// With more than this unsent, the peer is not read: it provokes output that it does not take.
constexpr size_t kMaxPending = 1024 * 1024;

}  // namespace

SessionWrap::SessionWrap(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<SessionWrap>(info), addon_(AddonData::Of(info.Env())) {
  const auto values = info[0].As<Napi::Float64Array>();
  session_ = std::make_unique<Session>(ReadOptions({values.Data(), values.ElementLength()}),
                                       addon_.frame_blocks(), addon_.windows());
  session_->body().SetHost(this);
  session_->timings().SetActive(&addon_.timing);
}

SessionWrap::~SessionWrap() {
  if (ready_ || dirty_ || delivering_) addon_.dispatcher().Remove(this);
  CloseIo();
  ReleaseSession();
}

// The session goes after everything that may hold one of its buffers.
void SessionWrap::ReleaseSession() {
  names_.Clear(addon_.interned());
  session_.reset();
}

void SessionWrap::CloseIo() {
  if (io_ == nullptr) return;
  io_.reset();
  addon_.RemoveOpen(this);
  Unref();
}

// ---- Transport ----------------------------------------------------------------------------------

// (descriptor): 0, or a negative errno.
Napi::Value SessionWrap::AttachDescriptor(const Napi::CallbackInfo& info) {
  int error = 0;
  io_ = DescriptorIo::Open(addon_.loop(), Int32(info, 0), *this, &error);
  if (io_ != nullptr) Attached(info);
  return Napi::Number::New(info.Env(), error);
}

void SessionWrap::Attached(const Napi::CallbackInfo& info) {
  Ref();
  addon_.AddOpen(this);
  slot_ = addon_.sessions().Take(info.This());
  io_->SetReading(true);
}

// The socket is about to read or write by itself.
Napi::Value SessionWrap::SeparateDescriptor(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), io_ == nullptr ? 0 : io_->Separate());
}

// (goes on): the socket is about to be closed; or, over TLS, to read and write by itself. The
// result is what it has to write then before anything else, if there is such a thing.
Napi::Value SessionWrap::DetachDescriptor(const Napi::CallbackInfo& info) {
  Napi::Value rest = info.Env().Undefined();
  if (io_ != nullptr && io_->tls() != nullptr && !Boolean(info, 0)) {
    io_->tls()->Abandon();
  } else if (io_ != nullptr && io_->tls() != nullptr && session_ != nullptr) {
    io_->tls()->GiveBack();
    const auto bytes = io_->tls()->Settle(session_->outbound(), session_->events());
    if (!bytes.empty()) rest = Napi::Buffer<uint8_t>::Copy(info.Env(), bytes.data(), bytes.size());
  }
  CloseIo();
  return rest;
}

Napi::Value SessionWrap::SetReferenced(const Napi::CallbackInfo& info) {
  if (io_ != nullptr) io_->SetReferenced(Boolean(info, 0));
  return info.Env().Undefined();
}

// (bytes)
void SessionWrap::Receive(const Napi::CallbackInfo& info) {
  session_->Receive(Bytes(info.Env(), info[0]));
  session_->received_data().TakeEventCount();
  // While a write is on its way nobody pulls: what ends the connection is noticed all the same.
  if (IsWriting()) {
    session_->FillAhead(kFillLimit);
    session_->CheckDone();
  }
  MarkDirty();
}

// (bytes, depth): receive(), and takeEvents() in the same crossing.
Napi::Value SessionWrap::ReceiveEvents(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Number::New(info.Env(), 0);
  Receive(info);
  return {info.Env(), Result(info, WriteBatch(Uint32(info, 1)))};
}

// (depth)
Napi::Value SessionWrap::TakeEvents(const Napi::CallbackInfo& info) {
  const int32_t size = session_ == nullptr ? 0 : WriteBatch(Uint32(info, 0));
  return {info.Env(), Result(info, size)};
}

int32_t SessionWrap::WriteBatch(uint32_t depth) {
  EventBatch& batch = addon_.BeginBatch(depth);
  batch.Append(session_->events(), addon_.interned(), names_);
  // Until Flush(): the ticks of its handlers run before that, and nobody says when.
  if (batch.size() > 0) {
    delivering_ = true;
    MarkDirty();
  }
  return batch.size();
}

Napi::Value SessionWrap::HasEvents(const Napi::CallbackInfo& info) {
  return {info.Env(), Result(info, static_cast<int32_t>(pending_events()))};
}

PendingEvents SessionWrap::pending_events() const {
  if (session_ == nullptr || session_->events().empty()) return PendingEvents::kNone;
  const bool wait = session_->events().front().type == EventType::kBreak;
  return wait ? PendingEvents::kAfterTicks : PendingEvents::kSome;
}

Napi::Value SessionWrap::Pull(const Napi::CallbackInfo& info) {
  if (session_ == nullptr) return Napi::Number::New(info.Env(), 0);
  const std::span<uint8_t> into = Bytes(info.Env(), info[0]);
  Serialize(into.size());
  const size_t size = session_->outbound().CopyOut(into.data(), into.size());
  session_->outbound().Own();
  session_->CheckDone();
  return Napi::Number::New(info.Env(), static_cast<double>(size));
}

// (size): so many of the bytes that pull() took were handed over. One of PendingEvents.
Napi::Value SessionWrap::Acknowledge(const Napi::CallbackInfo& info) {
  if (session_ != nullptr) session_->outbound().Acknowledge(Uint32(info, 0), session_->events());
  return HasEvents(info);
}

// Some of what Pull() gave is on its way.
bool SessionWrap::IsWriting() const {
  const Outbound& outbound = session_->outbound();
  return outbound.taken() > outbound.handed_over();
}

// Offers the descriptor what there is to send. The result is what it does not take now: a slow peer
// must still learn why the connection ends.
Napi::Value SessionWrap::FinalOutput() {
  Outbound& outbound = session_->outbound();
  session_->Fill(outbound.pending() + kFillLimit);
  // The function that chooses the padding may have closed the socket.
  if (io_ == nullptr || io_->Write(outbound, session_->events()) != -EAGAIN)
    return Env().Undefined();
  const auto rest = Napi::Buffer<uint8_t>::New(Env(), outbound.pending());
  outbound.CopyOut(rest.Data(), rest.Length());
  return rest;
}

// (flush, array): with `true`, what is serialized is still offered to the descriptor, once; the
// result is a buffer with what it did not take, or undefined. The array gets the final statistics.
Napi::Value SessionWrap::Destroy(const Napi::CallbackInfo& info) {
  if (destroyed_) return info.Env().Undefined();
  const std::span<double> statistics = SnapshotArgument(info, 1, kSessionStatistics.size());
  if (statistics.empty()) return info.Env().Undefined();
  destroyed_ = true;
  Napi::Value rest = info.Env().Undefined();
  const bool writes = session_ != nullptr && io_ != nullptr && write_error_ == 0;
  if (writes && Boolean(info, 0)) rest = FinalOutput();
  // Within SelectPadding() there is no session, which leaves the statistics as they are.
  if (session_ != nullptr) {
    WriteSnapshot<const Session&>(kSessionStatistics, *session_, statistics);
  }
  if (slot_ >= 0) {
    addon_.sessions().Clear(slot_);
    addon_.sessions().GiveBack(slot_);
  }
  CloseIo();
  ReleaseSession();
  return rest;
}

void SessionWrap::OnReadable() {
  const Napi::HandleScope scope(Env());
  Dispatcher& dispatcher = addon_.dispatcher();
  ReadBuffer& buffer = addon_.read_buffer();
  if (buffer.full()) {
    // A handler may destroy the session in that round; the handle keeps this object until then.
    [[maybe_unused]] const Napi::Value self = Value();
    dispatcher.Round();
    if (io_ == nullptr) return;
  }
  const std::span<uint8_t> room = buffer.Room(large_data_);
  // OpenSSL may call JavaScript, which may destroy the session, or have `node:tls` go on with the
  // connection: what was read by then is here alone.
  [[maybe_unused]] const Napi::Value held = io_->tls() == nullptr ? Napi::Value() : Value();
  const ssize_t size = io_->Read(room);
  if (destroyed_ || (io_ == nullptr && size <= 0)) return;
  if (size == -EAGAIN) {
    // OpenSSL may have waited for what was read.
    if (io_->has_work()) MarkDirty();
    return;
  }
  if (size <= 0) {
    InputEnded(static_cast<int>(size));
  } else {
    session_->Receive({room.data(), static_cast<size_t>(size)}, buffer.offset());
    const int32_t data_events = session_->received_data().TakeEventCount();
    const size_t events = session_->events().size();
    large_data_ = data_events > 0 && static_cast<size_t>(size) / events > kLargeData;
    if (data_events > 0) buffer.Keep(static_cast<size_t>(size));
    if (io_ != nullptr && io_->tls() != nullptr && io_->tls()->at_end()) {
      InputEnded(static_cast<int>(io_->Read(room)));
    } else if (io_ != nullptr && write_error_ != 0) {
      ReportWriteError();
    }
  }
  MarkReady();
  MarkDirty();
  dispatcher.CountRead(session_->events().size());
}

// A write that met the peer's reset has used the error up: reads see an end then. EPIPE is
// different: the peer had ended the connection in good order before it reset what we still sent.
void SessionWrap::InputEnded(int error) {
  reading_ = false;
  io_->SetReading(false);
  const bool by_reset = error == 0 && write_error_ != 0 && write_error_ != -EPIPE;
  if (by_reset) error = write_error_;
  session_->events().Push(error == 0 ? EventType::kSocketEnd : EventType::kSocketError, 0, error,
                          by_reset ? 1 : 0);
}

void SessionWrap::OnWritable() {
  const Napi::HandleScope scope(Env());
  MarkDirty();
}

void SessionWrap::MarkReady() {
  if (ready_ || session_->events().empty()) return;
  ready_ = true;
  addon_.dispatcher().AddReady(this);
}

// While it is dirty the object is kept alive.
void SessionWrap::MarkDirty() {
  if (!destroyed_) AwaitFlush();
}

void SessionWrap::AwaitFlush() {
  if (dirty_) return;
  dirty_ = true;
  // A descriptor keeps it alive already.
  held_ = io_ == nullptr;
  if (held_) Ref();
  addon_.dispatcher().AddDirty(this);
}

void SessionWrap::WriteEvents(EventBatch& batch) {
  ready_ = false;
  delivering_ = true;
  if (!destroyed_) batch.AppendSection(slot_, session_->events(), addon_.interned(), names_);
}

void SessionWrap::Delivered(bool received) {
  delivering_ = false;
  if (destroyed_) return;
  // Not again: events that can't be delivered stay undelivered.
  if (!received) session_->events().Clear();
  MarkReady();
}

void SessionWrap::Flush() {
  const Napi::HandleScope scope(Env());
  const Napi::Value self = Value();
  dirty_ = false;
  if (std::exchange(held_, false)) Unref();
  if (destroyed_) {
    // Another call was within the session when it was destroyed.
    ReleaseSession();
    return;
  }
  if (io_ != nullptr) {
    Output();
    MarkReady();
    return;
  }
  delivering_ = false;
  if (!HasWork()) return;
  napi_value result = nullptr;
  napi_call_function(Env(), self, addon_.flush.Value(), 0, nullptr, &result);
  DropException(Env());
  if (session_ != nullptr) session_->outbound().Own();
}

// Whether the transport in JavaScript has anything to do: most of what may bring about output does
// not.
bool SessionWrap::HasWork() {
  if (IsWriting()) return true;
  // One frame tells. The transport serializes the rest when it pulls, as far as it has room.
  Serialize(1);
  session_->CheckDone();
  return !session_->outbound().empty() || !session_->events().empty();
}

void SessionWrap::Serialize(size_t limit) {
  if (!delivering_) AfterDelivery();
  session_->Fill(limit);
}

// The handlers of the events so far have run.
void SessionWrap::AfterDelivery() {
  if (!cancelled_.empty()) ResetCancelled();
  if (session_->events().empty()) session_->flow_control().SettleWindows();
}

// When a write fails, unread input may hold the peer's GOAWAY, or the end of a message: it is read
// before the error is reported.
void SessionWrap::WriteFailed(int error) {
  session_->outbound().Clear();
  write_error_ = error;
  ReportWriteError();
}

// Once nothing is left to be read: a socket that has failed for lack of memory has no end.
void SessionWrap::ReportWriteError() {
  const int input = io_->Peek();
  if (input == 0) return;
  reading_ = false;
  io_->SetReading(false);
  if (input == -EAGAIN) {
    session_->events().Push(EventType::kSocketError, 0, write_error_, 1);
  } else {
    session_->events().Push(EventType::kSocketError, 0, input, 0);
  }
}

void SessionWrap::Output() {
  if (write_error_ != 0) return;
  AfterDelivery();
  int result = 0;
  Outbound& outbound = session_->outbound();
  for (int writes = 0; result == 0; ++writes) {
    if (writes == kMaxWrites) {
      // Others are served before this one goes on.
      MarkDirty();
      break;
    }
    session_->Fill(kFillLimit);
    // The function that chooses the padding may have closed the socket.
    if (io_ == nullptr) return;
    if (outbound.empty() && !io_->has_work()) break;
    result = io_->Write(outbound, session_->events());
  }
  outbound.Own();
  if (result < 0 && result != -EAGAIN) WriteFailed(result);
  io_->SetReading(reading_ && outbound.pending() < kMaxPending);
  session_->CheckDone();
}

}  // namespace http2
