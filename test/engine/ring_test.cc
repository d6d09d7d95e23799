// The queue that grows and shrinks with what it holds.
#include "ring.h"

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <random>

namespace http2::test {
namespace {

TEST(Ring, AllocatesNothingBeforeItsFirstElement) {
  const Ring<int, 16> ring;
  EXPECT_EQ(ring.memory(), 0U);
}

TEST(Ring, GivesElementsInTheirOrder) {
  Ring<int> ring;
  for (int i = 0; i < 1000; ++i)
    ring.Push(i);
  EXPECT_EQ(ring.back(), 999);
  EXPECT_EQ(ring[500], 500);
  for (int i = 0; i < 1000; ++i, ring.Pop())
    ASSERT_EQ(ring.front(), i);
  EXPECT_TRUE(ring.empty());
}

TEST(Ring, DoesNotGrowWhileItNeverDrains) {
  Ring<int> ring;
  for (int i = 0; i < 3; ++i)
    ring.Push(i);
  for (int i = 3; i < 100'000; ++i) {
    ring.Push(i);
    ASSERT_EQ(ring.front(), i - 3);
    ring.Pop();
  }
  EXPECT_EQ(ring.memory(), 4 * sizeof(int));
}

TEST(Ring, ShrinksWithWhatItHolds) {
  Ring<int, 16> ring;
  for (int i = 0; i < 100'000; ++i)
    ring.Push(i);
  while (ring.size() > 100) {
    ring.Pop();
    ASSERT_LE(ring.memory(), 4 * sizeof(int) * (ring.size() + 1));
  }
  while (!ring.empty())
    ring.Pop();
  EXPECT_EQ(ring.memory(), 16 * sizeof(int));
}

TEST(Ring, KeepsNothingWhenItIsDrainedAndWasNotToldTo) {
  Ring<int> ring;
  ring.Push(1);
  EXPECT_GT(ring.memory(), 0U);
  ring.Pop();
  EXPECT_EQ(ring.memory(), 0U);
}

TEST(Ring, GivesItsMemoryBackWhenItIsCleared) {
  Ring<int, 16> ring;
  for (int i = 0; i < 1000; ++i)
    ring.Push(i);
  ring.Clear();
  EXPECT_EQ(ring.memory(), 0U);
  ring.Push(7);
  EXPECT_EQ(ring.front(), 7);
}

TEST(Ring, DestroysAnElementWhenItIsPopped) {
  Ring<std::shared_ptr<int>, 4> ring;
  const auto element = std::make_shared<int>(1);
  ring.Push(element);
  ring.Push(element);
  EXPECT_EQ(element.use_count(), 3);
  ring.Pop();
  EXPECT_EQ(element.use_count(), 2);
  ring.Clear();
  EXPECT_EQ(element.use_count(), 1);
}

TEST(Ring, MovesElementsThatCanNotBeCopied) {
  Ring<std::unique_ptr<int>> ring;
  for (int i = 0; i < 100; ++i)
    ring.Push(std::make_unique<int>(i));
  for (int i = 0; i < 100; ++i, ring.Pop())
    ASSERT_EQ(*ring.front(), i);
}

TEST(Ring, DoesWhatADequeDoes) {
  std::mt19937 random(1);
  Ring<int, 8> ring;
  std::deque<int> model;
  for (int i = 0; i < 100'000; ++i) {
    // Long phases of growth and of decline.
    if (random() % 100 < ((i / 5000) % 2 == 0 ? 60U : 40U)) {
      ring.Push(i);
      model.push_back(i);
    } else if (!model.empty()) {
      ring.Pop();
      model.pop_front();
    }
    ASSERT_EQ(ring.size(), model.size());
    if (model.empty()) continue;
    ASSERT_EQ(ring.front(), model.front());
    ASSERT_EQ(ring.back(), model.back());
    ASSERT_EQ(ring[model.size() / 2], model[model.size() / 2]);
  }
}

}  // namespace
}  // namespace http2::test
