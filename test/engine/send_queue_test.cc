// What a stream has to send.
#include "send_queue.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "copied_chunk.h"
#include "lent_chunk.h"

namespace http2::test {
namespace {

void Push(SendQueue& queue, std::string_view text, bool last_of_write = true) {
  queue.Push(CopiedChunk::CopyOf(reinterpret_cast<const uint8_t*>(text.data()), text.size()),
             last_of_write);
}

std::string Text(const SendQueue::Slice& slice) {
  return {reinterpret_cast<const char*>(slice.data), slice.size};
}

TEST(SendQueue, GivesChunksInTheirOrder) {
  SendQueue queue;
  for (const char* text : {"a", "bc", "def", "ghij"})
    Push(queue, text);
  EXPECT_EQ(queue.size(), 10U);
  std::string all;
  while (queue.size() > 0)
    all += Text(queue.Take(100)) + "|";
  EXPECT_EQ(all, "a|bc|def|ghij|");
  EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, CutsAChunkAtTheLimit) {
  SendQueue queue;
  Push(queue, "abcdef");
  const SendQueue::Slice head = queue.Take(4);
  EXPECT_EQ(Text(head), "abcd");
  EXPECT_FALSE(head.ends_write);
  const SendQueue::Slice tail = queue.Take(4);
  EXPECT_EQ(Text(tail), "ef");
  EXPECT_TRUE(tail.ends_write);
}

TEST(SendQueue, TellsTheEndOfAWriteOfSeveralChunks) {
  SendQueue queue;
  Push(queue, "a", false);
  Push(queue, "b", true);
  EXPECT_FALSE(queue.Take(1).ends_write);
  EXPECT_TRUE(queue.Take(1).ends_write);
}

TEST(SendQueue, MeasuresWhatTheFirstWriteHasLeft) {
  SendQueue queue;
  Push(queue, "abc", false);
  Push(queue, "", false);
  Push(queue, "de", true);
  Push(queue, "f", true);
  EXPECT_EQ(queue.FirstWrite(100), 5U);
  EXPECT_EQ(queue.FirstWrite(4), 4U);
  queue.Take(2);
  EXPECT_EQ(queue.FirstWrite(100), 3U);
  while (queue.size() > 1)
    queue.Take(100);
  EXPECT_EQ(queue.FirstWrite(100), 1U);
}

TEST(SendQueue, TellsOfAnEmptyChunkOnlyWhenItStandsFirst) {
  SendQueue queue;
  Push(queue, "a");
  Push(queue, "");
  EXPECT_FALSE(queue.HasEmptyChunk());
  queue.Take(1);
  EXPECT_TRUE(queue.HasEmptyChunk());
  EXPECT_FALSE(queue.empty());
  EXPECT_TRUE(queue.Take(0).ends_write);
  EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, IsUsableAfterItWasCleared) {
  SendQueue queue;
  Push(queue, "lost");
  Push(queue, "lost");
  queue.Clear();
  EXPECT_EQ(queue.size(), 0U);
  Push(queue, "kept");
  EXPECT_EQ(Text(queue.Take(9)), "kept");
}

TEST(SendQueue, NeedsNoMoreMemoryWhenItNeverDrains) {
  SendQueue queue;
  Push(queue, "1234");
  for (int i = 0; i < 100'000; ++i) {
    Push(queue, "1234");
    queue.Take(4);
  }
  EXPECT_LT(queue.memory(), 200U);
}

TEST(SendQueue, AllocatesNothingForOneChunk) {
  SendQueue queue;
  Push(queue, "1234");
  EXPECT_EQ(queue.memory(), 4U);
}

TEST(SendQueue, KeepsAChunkAliveForASliceOfIt) {
  SendQueue queue;
  Push(queue, "alive");
  const SendQueue::Slice slice = queue.Take(9);
  queue.Clear();
  EXPECT_EQ(Text(slice), "alive");
}

TEST(SendQueue, FindsLentMemoryThatHasMoved) {
  SendQueue queue;
  LentMemory memory("lent");
  queue.Push(LentChunk::Of(memory), true);
  memory.Move();
  EXPECT_TRUE(queue.Locate(4));
  EXPECT_EQ(Text(queue.Take(4)), "lent");
}

TEST(SendQueue, MissesLentMemoryThatIsGoneOrShorter) {
  for (void (LentMemory::*loss)() : {&LentMemory::TakeAway, &LentMemory::Shrink}) {
    SendQueue queue;
    LentMemory memory("lent");
    queue.Push(LentChunk::Of(memory), true);
    (memory.*loss)();
    EXPECT_FALSE(queue.Locate(1));
  }
}

TEST(SendQueue, LooksForNoMoreThanIsTaken) {
  SendQueue queue;
  LentMemory memory("lent");
  Push(queue, "own");
  Push(queue, "too");
  queue.Push(LentChunk::Of(memory), true);
  memory.TakeAway();
  EXPECT_TRUE(queue.Locate(6));
  EXPECT_FALSE(queue.Locate(7));
  queue.Take(2);
  EXPECT_TRUE(queue.Locate(4));
  EXPECT_FALSE(queue.Locate(5));
}

}  // namespace
}  // namespace http2::test
