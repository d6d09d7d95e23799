#include "block_pool.h"

namespace http2 {

struct Block::State {
  std::vector<std::unique_ptr<Block>> free;
  size_t keep = 0;
  size_t in_use = 0;
};

Block::Block(std::shared_ptr<State> pool, size_t capacity)
    : Chunk(nullptr, capacity),
      pool_(std::move(pool)),
      memory_(new uint8_t[capacity]),
      capacity_(capacity) {
  SetData(memory_.get());
}

void Block::Release() {
  // The local copy keeps the state alive while the block that refers to it is deleted.
  const std::shared_ptr<State> pool = pool_;
  std::unique_ptr<Block> self(this);
  --pool->in_use;
  if (pool->free.size() < pool->keep) {
    pool_.reset();
    pool->free.push_back(std::move(self));
  }
}

BlockPool::BlockPool(size_t block_size, size_t keep)
    : block_size_(block_size), state_(std::make_shared<Block::State>()) {
  state_->keep = keep;
}

BlockPool::~BlockPool() {
  state_->keep = 0;
  state_->free.clear();
}

Block* BlockPool::Take() {
  ++state_->in_use;
  if (state_->free.empty()) return new Block(state_, block_size_);
  Block* block = state_->free.back().release();
  state_->free.pop_back();
  block->pool_ = state_;
  block->Truncate(block_size_);
  return block;
}

uint8_t* BlockPool::Scratch(size_t size) {
  if (scratch_ == nullptr) scratch_ = std::make_unique_for_overwrite<uint8_t[]>(size);
  return scratch_.get();
}

size_t BlockPool::in_use() const {
  return state_->in_use;
}

}  // namespace http2
