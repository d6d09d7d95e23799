// Blocks that are used again and again.
#include "block_pool.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace http2::test {
namespace {

TEST(BlockPool, GivesTheSameBlockAgain) {
  BlockPool pool(64, 1);
  Block* first = pool.Take();
  { const ChunkRef last(first); }
  EXPECT_EQ(pool.in_use(), 0U);
  const ChunkRef again(pool.Take());
  EXPECT_EQ(again.get(), first);
  EXPECT_EQ(pool.in_use(), 1U);
}

TEST(BlockPool, KeepsNoMoreThanItMay) {
  BlockPool pool(64, 2);
  std::vector<ChunkRef> blocks;
  blocks.reserve(10);
  for (int i = 0; i < 10; ++i)
    blocks.emplace_back(pool.Take());
  EXPECT_EQ(pool.in_use(), 10U);
  blocks.clear();
  EXPECT_EQ(pool.in_use(), 0U);
}

TEST(BlockPool, MayDieBeforeItsBlocks) {
  auto pool = std::make_unique<BlockPool>(64, 2);
  Block* block = pool->Take();
  const ChunkRef owner(block);
  { const ChunkRef other(pool->Take()); }
  pool.reset();
  block->writable()[63] = 1;
  EXPECT_EQ(owner->data()[63], 1);
}

TEST(BlockPool, GivesWritableBlocksOfItsSize) {
  BlockPool pool(64, 2);
  Block* block = pool.Take();
  const ChunkRef owner(block);
  EXPECT_EQ(block->capacity(), 64U);
  EXPECT_EQ(block->size(), 64U);
  EXPECT_EQ(block->writable(), block->data());
}

}  // namespace
}  // namespace http2::test
