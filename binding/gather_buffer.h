// Where JavaScript puts together what it writes in one turn: to copy a small chunk there costs it
// less than to hand the chunk over. Its content is taken by the command that follows.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace http2 {

class GatherBuffer {
 public:
  static constexpr size_t kSize = 64 * 1024;

  // Precondition: a handle scope is open.
  explicit GatherBuffer(Napi::Env env) {
    const auto buffer = Napi::Buffer<uint8_t>::New(env, kSize);
    bytes_ = {buffer.Data(), kSize};
    buffer_ = Napi::Persistent(buffer);
  }

  [[nodiscard]] std::span<const uint8_t> bytes() const { return bytes_; }
  [[nodiscard]] Napi::Value value() const { return buffer_.Value(); }

 private:
  Napi::Reference<Napi::Buffer<uint8_t>> buffer_;
  std::span<const uint8_t> bytes_;
};

}  // namespace http2
