#include "session.h"

#include <algorithm>
#include <chrono>

#include "callbacks.h"

namespace http2 {

namespace {

struct OptionDeleter {
  void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};
using Option = std::unique_ptr<nghttp2_option, OptionDeleter>;

// What a live stream costs beside nghttp2's own record of it: the objects that stand for it.
constexpr size_t kStreamCost = 512;

Option MakeOption(const SessionOptions& options) {
  nghttp2_option* raw = nullptr;
  nghttp2_option_new(&raw);
  Option option(raw);
  nghttp2_option_set_no_auto_window_update(raw, 1);
  nghttp2_option_set_no_closed_streams(raw, 1);
  nghttp2_option_set_max_deflate_dynamic_table_size(raw, options.max_deflate_table_size);
  nghttp2_option_set_max_reserved_remote_streams(raw, options.max_reserved_remote_streams);
  nghttp2_option_set_peer_max_concurrent_streams(raw, options.peer_max_concurrent_streams);
  nghttp2_option_set_max_settings(raw, options.max_settings);
  // PeerLimits counts them.
  nghttp2_option_set_stream_reset_rate_limit(raw, UINT64_MAX, 0);
  if (options.max_send_header_block_length > 0) {
    nghttp2_option_set_max_send_header_block_length(raw, options.max_send_header_block_length);
  }
  if (!options.strict_field_whitespace) {
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(raw, 1);
  }
  if (options.role == Role::kClient) {
    nghttp2_option_set_builtin_recv_extension_type(raw, NGHTTP2_ALTSVC);
    nghttp2_option_set_builtin_recv_extension_type(raw, NGHTTP2_ORIGIN);
  }
  return option;
}

}  // namespace

Session::Session(const SessionOptions& options, BlockPool& pool)
    : options_(options), budget_(pool.small()), limits_(options), outbound_(pool) {
  const Callbacks::Table callbacks = Callbacks::Create();
  const Option option = MakeOption(options);
  nghttp2_session* raw = nullptr;
  const auto create =
      options.role == Role::kServer ? nghttp2_session_server_new3 : nghttp2_session_client_new3;
  if (options.role == Role::kServer) {
    budget_.OfferFrameBuffer(pool.Scratch(MemoryBudget::kFrameBufferSize));
  }
  if (create(&raw, callbacks.get(), this, option.get(), budget_.allocator()) == 0) {
    session_.reset(raw);
  }
  budget_.WithdrawOffer();
}

Session::~Session() {
  events_.Clear();
  header_fields_.clear();
}

void Session::Receive(std::span<const uint8_t> bytes, size_t origin) {
  if (failed_) return;
  statistics_.bytes_received += bytes.size();
  input_ = bytes.data() - origin;
  if (events_.empty()) ++stretch_;
  const ssize_t taken = nghttp2_session_mem_recv(handle(), bytes.data(), bytes.size());
  if (taken < 0) Fail(static_cast<int32_t>(taken));
}

// A kData of the stream is about to be pushed. What the handlers of the last one have put off to
// ticks and microtasks happens before, as it would if each frame had been a read of its own: who
// awaits the first can listen for the second.
void Session::BeginData(Stream& stream) {
  if (stream.stretch == stretch_) {
    events_.Push(EventType::kBreak, 0);
    ++stretch_;
  }
  stream.stretch = stretch_;
}

// The first fault is the one that counts; those that follow from it are not told.
void Session::Fail(int32_t error) {
  if (failed_) return;
  failed_ = true;
  events_.Push(EventType::kSessionError, 0, error);
}

bool Session::Fill(size_t limit) {
  filling_ = true;
  fill_limit_ = limit;
  ssize_t size = 0;
  while (outbound_.pending() < limit) {
    const uint8_t* data = nullptr;
    size = nghttp2_session_mem_send(handle(), &data);
    if (size <= 0) break;
    outbound_.AppendCopy(data, static_cast<size_t>(size));
  }
  filling_ = false;
  // What came of no bytes at all has nothing to wait for when nothing is pending.
  if (outbound_.empty()) outbound_.Acknowledge(0, events_);
  if (size < 0) Fail(static_cast<int32_t>(size));
  return size >= 0;
}

void Session::FillAhead(size_t limit) {
  Fill(limit);
  outbound_.Own();
}

void Session::CheckDone() {
  if (!terminated_ || done_ || failed_ || nghttp2_session_want_read(handle()) != 0) return;
  done_ = true;
  events_.Push(EventType::kSessionDone, 0);
}

size_t Session::memory_used() const {
  return budget_.used() + queued_bytes_ + withheld_bytes_ + header_bytes_ + outbound_.memory() +
         events_.memory() + unread_.bytes() + streams_.memory() +
         (streams_.size() + unread_.size()) * kStreamCost;
}

// nghttp2 counts the streams that are open, and of those that are pushed only what has begun.
bool Session::HasRoomForStream() const {
  if (memory_used() > options_.max_session_memory) return false;
  if (options_.role == Role::kServer && unread_.size() == 0) return true;
  return streams_.size() + unread_.size() <
         nghttp2_session_get_local_settings(handle(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

void Session::KeepUnread(int32_t id, size_t bytes) {
  unread_.Add(id, bytes);
}

void Session::Release(int32_t id) {
  unread_.Remove(id);
}

Stream& Session::OpenStream(int32_t id) {
  Stream* stream = streams_.Insert(id);
  stream->max_header_list_size =
      nghttp2_session_get_local_settings(handle(), NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE);
  ++statistics_.streams;
  statistics_.max_concurrent_streams =
      std::max<uint64_t>(statistics_.max_concurrent_streams, streams_.size());
  if (*timing_) TimeOpening(*stream);
  return *stream;
}

// Of the block that has just come in full.
void Session::CountHeaderList(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr) return;
  stream->header_bytes += header_list_size_;
  header_bytes_ += header_list_size_;
}

void Session::ForgetStream(int32_t id) {
  const Stream* stream = streams_.Find(id);
  if (stream == nullptr) return;
  queued_bytes_ -= stream->queue.memory();
  if (stream->file != nullptr) queued_bytes_ -= stream->file->available();
  withheld_bytes_ -= stream->withheld;
  header_bytes_ -= stream->header_bytes;
  streams_.Erase(id);
}

// A close that our own last frame brought about is told when that frame has been handed over; so is
// one that the peer's last frame brought about while our part still waits for the socket.
void Session::CloseEvent(int32_t id, uint32_t code) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr) return;
  if (stream->timing != nullptr) TimeClosing(*stream);
  // What the peer has pushed may be read before its close is delivered.
  const bool unread = options_.role == Role::kServer && stream->withheld > 0;
  if (unread) KeepUnread(id, stream->withheld);
  // A GOAWAY resets the streams that it leaves out.
  const bool reset = id == reset_id_ || code == NGHTTP2_REFUSED_STREAM;
  const int32_t how = (reset ? kByReset : 0) | (stream->sending() ? kCut : 0);
  ForgetStream(id);
  const auto value = static_cast<int32_t>(code);
  const int32_t flags = how | (unread ? kUnread : 0);
  if (filling_ || (code == NGHTTP2_NO_ERROR && !outbound_.empty())) {
    outbound_.AddReceipt(EventType::kStreamClose, id, value, flags);
  } else {
    events_.Push(EventType::kStreamClose, id, value, flags);
  }
}

void Session::CountGoaway() {
  if (commanded_goaways_ > 0) {
    --commanded_goaways_;
  } else {
    terminated_ = true;
  }
}

void Session::CountReset() {
  if (commanded_resets_ > 0) {
    --commanded_resets_;
  } else if (!limits_.ProvokedReset()) {
    nghttp2_session_terminate_session(handle(), NGHTTP2_ENHANCE_YOUR_CALM);
  }
}

}  // namespace http2
