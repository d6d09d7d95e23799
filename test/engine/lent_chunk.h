// A chunk whose memory a test may move or take away, as JavaScript may.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "chunk.h"

namespace http2::test {

// The memory that a chunk was lent; it outlives the chunk.
struct LentMemory {
  explicit LentMemory(std::string text) : bytes(std::make_unique<std::string>(std::move(text))) {}

  void Move() { bytes = std::make_unique<std::string>(*bytes); }
  void TakeAway() { bytes.reset(); }
  void Shrink() { bytes->pop_back(); }

  std::unique_ptr<std::string> bytes;
};

class LentChunk final : public Chunk {
 public:
  static ChunkRef Of(LentMemory& memory) { return ChunkRef(new LentChunk(memory)); }

 private:
  explicit LentChunk(LentMemory& memory)
      : Chunk(Data(memory), memory.bytes->size(), Memory::kLent), memory_(memory) {}
  ~LentChunk() override = default;

  static const uint8_t* Data(const LentMemory& memory) {
    return reinterpret_cast<const uint8_t*>(memory.bytes->data());
  }

  bool Relocate() override {
    if (memory_.bytes == nullptr || memory_.bytes->size() < size()) return false;
    SetData(Data(memory_));
    return true;
  }

  void Release() override { delete this; }

  LentMemory& memory_;
};

}  // namespace http2::test
