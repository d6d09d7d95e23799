// PING: see src/ping.h.
#include "ping.h"

#include <algorithm>
#include <array>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (8 bytes)
int SessionWrap::SubmitPing(const Napi::CallbackInfo& info) {
  std::array<uint8_t, 8> payload{};
  const std::span<const uint8_t> bytes = Bytes(info.Env(), info[0]);
  std::copy_n(bytes.data(), std::min(bytes.size(), payload.size()), payload.data());
  return session_->ping().Submit(payload.data());
}

}  // namespace http2
