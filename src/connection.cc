#include "connection.h"

namespace http2 {

namespace {

struct OptionDeleter {
  void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};
using Option = std::unique_ptr<nghttp2_option, OptionDeleter>;

// A live stream costs this beside nghttp2's own record of it: the objects that stand for it.
constexpr size_t kStreamCost = 512;

Option MakeOption(const SessionOptions& options) {
  nghttp2_option* raw = nullptr;
  if (nghttp2_option_new(&raw) != 0) return nullptr;
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
  if (options.extensible_priorities && options.role == Role::kServer) {
    nghttp2_option_set_builtin_recv_extension_type(raw, NGHTTP2_PRIORITY_UPDATE);
  }
  if (options.role == Role::kClient) {
    nghttp2_option_set_builtin_recv_extension_type(raw, NGHTTP2_ALTSVC);
    nghttp2_option_set_builtin_recv_extension_type(raw, NGHTTP2_ORIGIN);
  }
  return option;
}

}  // namespace

Connection::Connection(const SessionOptions& session_options, BlockPool& pool,
                       WindowBudget& windows)
    : options(session_options),
      budget(pool.small()),
      limits(session_options),
      outbound(pool),
      window_growth(windows) {}

// Events hold buffers of nghttp2's session, which ends with the members.
Connection::~Connection() {
  events.Clear();
}

void Connection::Open(const nghttp2_session_callbacks* callbacks, void* user_data,
                      BlockPool& pool) {
  const Option option = MakeOption(options);
  if (callbacks == nullptr || option == nullptr) {
    Fail(NGHTTP2_ERR_NOMEM);
    return;
  }
  nghttp2_session* raw = nullptr;
  const auto create = is_server() ? nghttp2_session_server_new3 : nghttp2_session_client_new3;
  if (is_server()) budget.OfferFrameBuffer(pool.Scratch(MemoryBudget::kFrameBufferSize));
  const int error = create(&raw, callbacks, user_data, option.get(), budget.allocator());
  budget.WithdrawOffer();
  if (error == 0) {
    nghttp2_.reset(raw);
  } else {
    Fail(error);
  }
}

void Connection::Fail(int32_t error) {
  if (failed_) return;
  failed_ = true;
  events.Push(EventType::kSessionError, 0, error);
}

void Connection::CheckMemory() {
  if (budget.exhausted()) Fail(NGHTTP2_ERR_NOMEM);
}

bool Connection::CountOverhead(size_t cost) {
  return limits.Overhead(cost) || Terminate(NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_ERR_FLOODED);
}

bool Connection::Terminate(uint32_t code, int32_t error) {
  nghttp2_session_terminate_session(nghttp2(), code);
  Fail(error);
  return false;
}

int Connection::OnInvalidFrame(int error) {
  if (!limits.InvalidFrame()) {
    Fail(kTooManyInvalidFrames);
    return NGHTTP2_ERR_CALLBACK_FAILURE;
  }
  // An error that costs only a stream is reported by that stream's close.
  if (nghttp2_is_fatal(error) != 0 || error == NGHTTP2_ERR_STREAM_CLOSED ||
      error == NGHTTP2_ERR_PROTO || error == NGHTTP2_ERR_FLOW_CONTROL) {
    events.Push(EventType::kSessionError, 0, error);
  }
  return 0;
}

size_t Connection::memory_used() const {
  return budget.used() + memory.bodies + memory.withheld + memory.headers + outbound.memory() +
         events.memory() + unread.bytes() + streams.memory() + closed.memory() +
         (streams.size() + unread.size()) * kStreamCost;
}

}  // namespace http2
