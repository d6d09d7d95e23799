// The events that wait to be taken.
#include "event_queue.h"

#include <gtest/gtest.h>

#include <string>

namespace http2::test {
namespace {

TEST(EventQueue, GivesEventsInTheirOrder) {
  EventQueue queue;
  for (int32_t id = 1; id <= 100; ++id)
    queue.Push(EventType::kWritten, id, -id);
  for (int32_t id = 1; id <= 100; ++id) {
    ASSERT_FALSE(queue.empty());
    EXPECT_EQ(queue.front().id, id);
    EXPECT_EQ(queue.front().a, -id);
    queue.Pop();
  }
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, KeepsATextWithItsEvent) {
  EventQueue queue;
  queue.PushText(EventType::kPing, 0, 0, 0, "first");
  queue.Push(EventType::kSettings, 0);
  queue.PushText(EventType::kPing, 0, 0, 0, std::string("with\0NUL", 8));
  EXPECT_EQ(queue.text(), "first");
  queue.Pop();
  queue.Pop();
  EXPECT_EQ(queue.text(), std::string("with\0NUL", 8));
}

TEST(EventQueue, TakesEventsWhileOthersAreTaken) {
  EventQueue queue;
  queue.Push(EventType::kWritten, 1);
  queue.Push(EventType::kWritten, 2);
  queue.Pop();
  queue.Push(EventType::kWritten, 3);
  EXPECT_EQ(queue.front().id, 2);
  queue.Pop();
  EXPECT_EQ(queue.front().id, 3);
}

TEST(EventQueue, NeedsNoMoreMemoryWhenItNeverDrains) {
  EventQueue queue;
  queue.PushText(EventType::kPing, 0, 0, 0, "12345678");
  for (int i = 0; i < 100'000; ++i) {
    queue.PushText(EventType::kPing, 0, 0, 0, "12345678");
    queue.Pop();
  }
  EXPECT_LT(queue.memory(), 1024U);
}

TEST(EventQueue, CountsItsTextsAsMemory) {
  EventQueue queue;
  for (int i = 0; i < 10; ++i)
    queue.PushText(EventType::kGoaway, 0, 0, 0, std::string(1000, 'x'));
  EXPECT_GT(queue.memory(), 10'000U);
  while (!queue.empty())
    queue.Pop();
  EXPECT_LT(queue.memory(), 1000U);
}

TEST(EventQueue, ForgetsEverything) {
  EventQueue queue;
  for (int i = 0; i < 1000; ++i)
    queue.PushText(EventType::kPing, 0, 0, 0, "12345678");
  queue.Clear();
  EXPECT_TRUE(queue.empty());
  queue.PushText(EventType::kPing, 0, 0, 0, "again");
  EXPECT_EQ(queue.text(), "again");
}

}  // namespace
}  // namespace http2::test
