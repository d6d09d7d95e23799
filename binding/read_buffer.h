// The memory that descriptors are read into. No program ever sees it: lib/engine/delivery.js copies
// the bytes of DATA events out of it. Bytes that are not delivered yet stay in it, and the next
// read uses the room behind that.
#pragma once

#include <napi.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace http2 {

class ReadBuffer {
 public:
  // Precondition: a handle scope is open, as for value().
  explicit ReadBuffer(Napi::Env env)
      : memory_(Napi::Persistent(Napi::ArrayBuffer::New(env, kSize))),
        data_(static_cast<uint8_t*>(memory_.Value().Data())) {}

  // For lib/engine/delivery.js.
  [[nodiscard]] Napi::ArrayBuffer value() const { return memory_.Value(); }
  // Whether what was read and is not delivered yet leaves too little room for one more read.
  [[nodiscard]] bool full() const { return kSize - offset_ < kMinRoom; }
  // Room for one read, more of it for a session that receives `large` DATA frames: that saves turns
  // of the loop. Small frames are many, and each is an event. Precondition: the buffer is not full.
  [[nodiscard]] std::span<uint8_t> Room(bool large) const {
    return {data_ + offset_, std::min(kSize - offset_, large ? kSize : kMinRoom)};
  }
  // The place where Room() begins.
  [[nodiscard]] size_t offset() const { return offset_; }
  // The first `size` bytes of the room stay as they are until Release().
  void Keep(size_t size) { offset_ += size; }
  // All that was read is delivered.
  void Release() { offset_ = 0; }

 private:
  // A part of a processor's second-level cache.
  static constexpr size_t kSize = 256 * 1024;
  static constexpr size_t kMinRoom = 64 * 1024;

  Napi::Reference<Napi::ArrayBuffer> memory_;
  uint8_t* data_;
  size_t offset_ = 0;
};

}  // namespace http2
