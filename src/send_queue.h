// The chunks that were written to a stream and are not sent yet, in order.
#pragma once

#include <cstddef>

#include "chunk.h"
#include "ring.h"

namespace http2 {

class SendQueue {
 public:
  // `last_of_write`: the write that this chunk belongs to is done when the chunk is sent.
  void Push(ChunkRef chunk, bool last_of_write);
  [[nodiscard]] size_t size() const { return size_; }
  // The bytes that it occupies: those that it has to send, and what keeps their order.
  [[nodiscard]] size_t memory() const { return size_ + rest_.memory(); }

  // The next run of bytes, at most `limit`. Precondition: size() > 0, or an empty chunk waits.
  struct Slice {
    ChunkRef chunk;
    const uint8_t* data = nullptr;
    size_t size = 0;
    bool ends_write = false;
  };
  Slice Take(size_t limit);
  // The bytes that the first write has left, at most `limit`. Precondition: size() > 0, and no
  // empty chunk stands first.
  [[nodiscard]] size_t FirstWrite(size_t limit) const;
  // Whether the memory of the next `size` bytes is still there; see Chunk::Locate(). The bytes that
  // Take() gives is valid until JavaScript runs. Precondition: size <= size().
  bool Locate(size_t size);
  // Whether an empty chunk stands first: it has nothing to send, but its write is to be confirmed.
  [[nodiscard]] bool HasEmptyChunk() const;
  [[nodiscard]] bool empty() const { return !first_.chunk; }
  void Clear();

 private:
  struct Item {
    ChunkRef chunk;
    size_t offset = 0;
    bool last_of_write = false;
  };

  void Shift();

  // Most streams send one chunk: it needs no allocation of its own.
  Item first_;
  Ring<Item> rest_;
  size_t size_ = 0;
};

}  // namespace http2
