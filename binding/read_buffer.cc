#include "read_buffer.h"

namespace http2 {

namespace {
constexpr size_t kSize = 64 * 1024;
constexpr size_t kLeastRoom = 16 * 1024;
}  // namespace

std::span<uint8_t> ReadBuffer::Room() {
  if (data_ == nullptr || kSize - offset_ < kLeastRoom) {
    const auto buffer = Napi::Buffer<uint8_t>::New(env_, kSize);
    data_ = buffer.Data();
    offset_ = 0;
    buffer_ = Napi::Persistent(buffer);
  }
  return {data_ + offset_, kSize - offset_};
}

}  // namespace http2
