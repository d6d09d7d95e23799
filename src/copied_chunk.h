// A chunk that owns a copy of its bytes, in one allocation with its header.
#pragma once

#include "chunk.h"

namespace http2 {

class CopiedChunk final : public Chunk {
  // Only Create() knows how much memory to construct a chunk in.
  class Key {
    friend CopiedChunk;
    Key() = default;
  };

 public:
  // Room for `capacity` bytes; the caller fills writable() and then calls Truncate().
  static CopiedChunk* Create(size_t capacity);
  static ChunkRef CopyOf(const uint8_t* data, size_t size);

  CopiedChunk(Key, size_t capacity);

  uint8_t* writable();
  void Truncate(size_t size) { SetSize(size); }

 private:
  ~CopiedChunk() override = default;
  void Release() override;
};

}  // namespace http2
