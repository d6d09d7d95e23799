// Blocks of one size that are used again and again: for the frames that a session serializes and
// for what is read from files. The pool belongs to an event loop; it keeps a few free blocks and
// gives the others back to the system.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "chunk.h"
#include "small_blocks.h"

namespace http2 {

class BlockPool;

class Block final : public Chunk {
 public:
  [[nodiscard]] uint8_t* writable() { return memory_.get(); }
  [[nodiscard]] size_t capacity() const { return capacity_; }
  // Until it is given back the block counts `size` bytes only.
  void Truncate(size_t size) { SetSize(size); }

 private:
  friend class BlockPool;
  friend std::default_delete<Block>;
  struct State;
  Block(std::shared_ptr<State> pool, size_t capacity);
  ~Block() override = default;
  void Release() override;

  std::shared_ptr<State> pool_;
  std::unique_ptr<uint8_t[]> memory_;
  size_t capacity_;
};

// Lifetime: blocks may outlive the pool; they are freed with their last reference then.
class BlockPool {
 public:
  BlockPool(size_t block_size, size_t keep);
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  BlockPool(BlockPool&&) = delete;
  BlockPool& operator=(BlockPool&&) = delete;
  ~BlockPool();

  // A block whose bytes are undefined. The returned reference is the only one.
  Block* Take();
  [[nodiscard]] size_t block_size() const { return block_size_; }
  // `size` bytes for work that is over when a call returns: who asks gets the same as all others
  // did. Precondition: the size is always the same.
  uint8_t* Scratch(size_t size);
  // For what is much smaller than a block.
  SmallBlocks& small() { return small_; }
  // Blocks handed out and not given back.
  [[nodiscard]] size_t in_use() const;

 private:
  size_t block_size_;
  std::unique_ptr<uint8_t[]> scratch_;
  SmallBlocks small_;
  std::shared_ptr<Block::State> state_;
};

}  // namespace http2
