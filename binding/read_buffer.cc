#include "read_buffer.h"

namespace http2 {

namespace {
constexpr size_t kSize = 64 * 1024;
constexpr size_t kLeastRoom = 16 * 1024;
}  // namespace

bool ReadBuffer::full() const {
  return waits_ && kSize - offset_ < kLeastRoom;
}

// A program may have transferred the memory of a slice that it keeps, and the whole buffer with it.
bool ReadBuffer::detached() const {
  return lent_ > 0 && buffer_.Value().ByteLength() == 0;
}

std::span<uint8_t> ReadBuffer::Room() {
  if (data_ == nullptr || kSize - offset_ < kLeastRoom || detached()) {
    napi_value buffer = nullptr;
    void* data = nullptr;
    if (napi_create_buffer(env_, kSize, &data, &buffer) != napi_ok) return {};
    data_ = static_cast<uint8_t*>(data);
    offset_ = 0;
    lent_ = 0;
    buffer_ = Napi::Persistent(Napi::Buffer<uint8_t>(env_, buffer));
  }
  return {data_ + offset_, kSize - offset_};
}

}  // namespace http2
