// The buffers in which JavaScript puts together what it writes in one turn: to copy a small chunk
// there costs it less than to hand the chunk over. The command that follows takes the content; when
// that is much, the buffer itself is lent to the engine, and JavaScript goes on with another one.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "chunk.h"

namespace http2 {

class GatherBuffers {
 public:
  static constexpr size_t kSize = 64 * 1024;

  // Precondition: a handle scope is open, as for Take().
  explicit GatherBuffers(Napi::Env env);

  // The array in which JavaScript finds the buffers.
  [[nodiscard]] Napi::Array value() const { return array_.Value(); }
  // The index of the one that it fills.
  [[nodiscard]] int32_t current() const { return current_; }
  // The first `size` bytes of the current one, which may be another one from then on.
  ChunkRef Take(size_t size);

 private:
  class Lent;
  using Free = std::vector<int32_t>;

  void Add();

  Napi::Env env_;
  Napi::Reference<Napi::Array> array_;
  std::vector<uint8_t*> memory_;
  int32_t current_ = 0;
  // The buffers that are neither lent nor current; outlives this object while one is lent.
  std::shared_ptr<Free> free_ = std::make_shared<Free>();
};

}  // namespace http2
