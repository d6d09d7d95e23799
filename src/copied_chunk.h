// A chunk that owns a copy of its bytes, in one allocation with its header.
#pragma once

#include "chunk.h"

namespace http2 {

class CopiedChunk final : public Chunk {
 public:
  // Room for `capacity` bytes; the caller fills writable() and then calls Truncate().
  static CopiedChunk* Create(size_t capacity);
  static ChunkRef CopyOf(const uint8_t* data, size_t size);

  uint8_t* writable();
  void Truncate(size_t size) { SetSize(size); }

 private:
  explicit CopiedChunk(size_t capacity);
  ~CopiedChunk() override = default;
  void Release() override;
};

}  // namespace http2
