// Small memory that is used again.
#include "small_blocks.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace http2::test {
namespace {

TEST(SmallBlocks, HoldWhatWasAskedFor) {
  SmallBlocks blocks;
  for (const size_t size :
       {size_t{0}, size_t{1}, size_t{16}, size_t{17}, size_t{512}, size_t{513}, size_t{100'000}}) {
    void* memory = blocks.Take(size);
    EXPECT_GE(SmallBlocks::Capacity(memory), size);
    EXPECT_GT(SmallBlocks::Footprint(memory), size);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % 16, 0U);
    std::memset(memory, 1, size);
    blocks.GiveBack(memory);
  }
}

TEST(SmallBlocks, AreDifferentWhileTheyAreInUse) {
  SmallBlocks blocks;
  std::vector<uint8_t*> taken;
  for (uint8_t i = 0; i < 100; ++i) {
    taken.push_back(static_cast<uint8_t*>(blocks.Take(40)));
    std::memset(taken.back(), i, 40);
    if (i % 3 == 0) {
      blocks.GiveBack(taken.back());
      taken.pop_back();
    }
  }
  for (uint8_t* memory : taken) {
    EXPECT_EQ(memory[0], memory[39]);
    blocks.GiveBack(memory);
  }
}

TEST(SmallBlocks, KeepALimitedAmount) {
  SmallBlocks blocks;
  std::vector<void*> taken;
  taken.reserve(10'000);
  for (int i = 0; i < 10'000; ++i)
    taken.push_back(blocks.Take(500));
  for (void* memory : taken)
    blocks.GiveBack(memory);
  EXPECT_LE(blocks.kept(), 1024U * 1024U);
}

}  // namespace
}  // namespace http2::test
