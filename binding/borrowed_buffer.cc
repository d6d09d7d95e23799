#include "borrowed_buffer.h"

#include <memory>

namespace http2 {

BorrowedBuffer::BorrowedBuffer(napi_env env, napi_value buffer, std::span<const uint8_t> bytes)
    : Chunk(bytes.data(), bytes.size(), Memory::kLent), env_(env) {
  napi_create_reference(env, buffer, 1, &reference_);
}

ChunkRef BorrowedBuffer::Borrow(napi_env env, napi_value buffer, std::span<const uint8_t> bytes) {
  return ChunkRef(new BorrowedBuffer(env, buffer, bytes));
}

bool BorrowedBuffer::CanBorrow(napi_env env, napi_value buffer) {
  napi_value memory = nullptr;
  bool is_of_one_thread = false;
  napi_get_typedarray_info(env, buffer, nullptr, nullptr, nullptr, &memory, nullptr);
  // A SharedArrayBuffer is none.
  if (memory != nullptr) napi_is_arraybuffer(env, memory, &is_of_one_thread);
  return is_of_one_thread;
}

// A detached buffer has no bytes, and a resizable one may have fewer or more than it had.
bool BorrowedBuffer::Relocate() {
  napi_value buffer = nullptr;
  napi_get_reference_value(env_, reference_, &buffer);
  void* data = nullptr;
  size_t left = 0;
  napi_get_buffer_info(env_, buffer, &data, &left);
  if (left < size()) return false;
  SetData(static_cast<const uint8_t*>(data));
  return true;
}

void BorrowedBuffer::Release() {
  napi_delete_reference(env_, reference_);
  const std::unique_ptr<BorrowedBuffer> self(this);
}

}  // namespace http2
