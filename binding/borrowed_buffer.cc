#include "borrowed_buffer.h"

#include <memory>

namespace http2 {

BorrowedBuffer::BorrowedBuffer(napi_env env, napi_value buffer, std::span<const uint8_t> bytes)
    : Chunk(bytes.data(), bytes.size()), env_(env) {
  napi_create_reference(env, buffer, 1, &reference_);
}

ChunkRef BorrowedBuffer::Borrow(napi_env env, napi_value buffer, std::span<const uint8_t> bytes) {
  return ChunkRef(new BorrowedBuffer(env, buffer, bytes));
}

void BorrowedBuffer::Release() {
  napi_delete_reference(env_, reference_);
  const std::unique_ptr<BorrowedBuffer> self(this);
}

}  // namespace http2
