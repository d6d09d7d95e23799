// The buffer that descriptors are read into. What JavaScript has not seen yet stays in it, and so
// do the slices that it keeps: the next read uses the room behind them, and a new buffer when there
// is too little of it.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace http2 {

class ReadBuffer {
 public:
  explicit ReadBuffer(Napi::Env env) : env_(env) {}

  // Whether what was read and is not delivered yet leaves too little room for one more read.
  [[nodiscard]] bool full() const;
  // Room for one read; none when the environment is ending. Precondition: a handle scope is open,
  // and the buffer is not full.
  std::span<uint8_t> Room();
  // Where Room() began in value().
  [[nodiscard]] size_t offset() const { return offset_; }
  // Undefined before the first read.
  [[nodiscard]] Napi::Value value() const {
    return data_ == nullptr ? env_.Undefined() : buffer_.Value().As<Napi::Value>();
  }
  // The first `size` bytes of the room stay as they are until Release(); for good, if they are
  // lent.
  void Keep(size_t size, bool lent) {
    waits_ = true;
    offset_ += size;
    if (lent) lent_ = offset_;
  }
  // JavaScript has seen all that was read.
  void Release() {
    waits_ = false;
    offset_ = lent_;
  }

 private:
  [[nodiscard]] bool detached() const;

  Napi::Env env_;
  Napi::Reference<Napi::Buffer<uint8_t>> buffer_;
  uint8_t* data_ = nullptr;
  size_t offset_ = 0;
  // Where what JavaScript keeps ends.
  size_t lent_ = 0;
  // Something is kept until Release().
  bool waits_ = false;
};

}  // namespace http2
