// The buffer that descriptors are read into. JavaScript may keep slices of what was read; then the
// next read uses the room behind them, and a new buffer when there is too little of it.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace http2 {

class ReadBuffer {
 public:
  explicit ReadBuffer(Napi::Env env) : env_(env) {}

  // Room for one read; none when the environment is ending. Precondition: a handle scope is open.
  std::span<uint8_t> Room();
  // Where Room() began in value().
  [[nodiscard]] size_t offset() const { return offset_; }
  // Undefined before the first read.
  [[nodiscard]] Napi::Value value() const {
    return data_ == nullptr ? env_.Undefined() : buffer_.Value().As<Napi::Value>();
  }
  // The first `size` bytes of the room are JavaScript's from now on.
  void Lend(size_t size) { offset_ += size; }

 private:
  Napi::Env env_;
  Napi::Reference<Napi::Buffer<uint8_t>> buffer_;
  uint8_t* data_ = nullptr;
  size_t offset_ = 0;
};

}  // namespace http2
