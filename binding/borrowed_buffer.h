// A chunk whose memory belongs to a JavaScript buffer, which is kept alive until the chunk is sent.
#pragma once

#include <napi.h>

#include <memory>
#include <span>

#include "chunk.h"

namespace http2 {

class BorrowedBuffer final : public Chunk {
 public:
  // `bytes` is the memory of `buffer`. A buffer whose memory other threads share can't be borrowed:
  // they write without JavaScript of this thread running.
  static ChunkRef Borrow(napi_env env, napi_value buffer, std::span<const uint8_t> bytes);
  [[nodiscard]] static bool CanBorrow(napi_env env, napi_value buffer);

 private:
  friend std::default_delete<BorrowedBuffer>;
  BorrowedBuffer(napi_env env, napi_value buffer, std::span<const uint8_t> bytes);
  ~BorrowedBuffer() override = default;
  // Precondition: a handle scope is open.
  bool Relocate() override;
  void Release() override;

  napi_env env_;
  napi_ref reference_ = nullptr;
};

}  // namespace http2
