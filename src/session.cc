#include "session.h"

#include "callbacks.h"

namespace http2 {

Session::Session(const SessionOptions& options, BlockPool& pool, WindowBudget& windows)
    : connection_(options, pool, windows) {
  connection_.Open(MakeCallbacks().get(), this, pool);
  if (is_open()) flow_control_.Start();
}

void Session::Receive(std::span<const uint8_t> bytes, size_t origin) {
  if (connection_.failed()) return;
  connection_.statistics.bytes_received += bytes.size();
  received_data_.Begin(bytes, origin);
  size_t read = 0;
  for (size_t fed = 0; fed < bytes.size() && !connection_.failed();) {
    const bool found = late_frames_.Find(bytes, read);
    const size_t end = found ? read - 1 : read;
    if (!Feed(bytes.subspan(fed, end - fed))) return;
    fed = end;
    if (found) late_frames_.Examine();
  }
}

bool Session::Feed(std::span<const uint8_t> bytes) {
  const ssize_t taken = nghttp2_session_mem_recv(nghttp2(), bytes.data(), bytes.size());
  if (taken < 0) connection_.Fail(static_cast<int32_t>(taken));
  connection_.CheckMemory();
  return taken >= 0;
}

}  // namespace http2
