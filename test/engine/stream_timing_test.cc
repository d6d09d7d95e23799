// The numbers of streams for performance entries.
#include <gtest/gtest.h>

#include <vector>

#include "pair.h"

namespace http2::test {
namespace {

// One POST of three bytes that is answered with five.
void Exchange(Pair& pair, int32_t id) {
  pair.client.Request(Post());
  pair.client.Send(id, "abc");
  pair.Run();
  pair.server.Respond(id, Ok());
  pair.server.Send(id, "hello");
  pair.Run();
}

TEST(Timing, NothingIsKeptOfStreamsThatNobodyObserves) {
  Pair pair;
  Exchange(pair, 1);
  EXPECT_TRUE(pair.server->TakeTimings(true).empty());
}

TEST(Timing, AStreamThatHasEndedIsToldOnceWithItsBytesAndMoments) {
  Pair pair;
  const bool wanted = true;
  pair.server->timings().SetActive(&wanted);
  Exchange(pair, 1);
  const std::vector<StreamTiming> timings = pair.server->TakeTimings(false);
  ASSERT_EQ(timings.size(), 1U);
  const StreamTiming& timing = timings[0];
  EXPECT_EQ(timing.id, 1);
  EXPECT_EQ(timing.bytes_received, 3U);
  EXPECT_EQ(timing.bytes_sent, 5U);
  EXPECT_GT(timing.opened_at, 0U);
  EXPECT_LE(timing.opened_at, timing.first_header_at);
  EXPECT_LE(timing.first_header_at, timing.first_byte_at);
  EXPECT_LE(timing.first_byte_at, timing.first_byte_sent_at);
  EXPECT_LE(timing.first_byte_sent_at, timing.closed_at);
  EXPECT_TRUE(pair.server->TakeTimings(true).empty());
}

TEST(Timing, AnOpenStreamIsToldOnlyWhenAskedFor) {
  Pair pair;
  const bool wanted = true;
  pair.client->timings().SetActive(&wanted);
  pair.client.Request(Post());
  pair.Run();
  EXPECT_TRUE(pair.client->TakeTimings(false).empty());
  const std::vector<StreamTiming> timings = pair.client->TakeTimings(true);
  ASSERT_EQ(timings.size(), 1U);
  EXPECT_EQ(timings[0].first_header_at, 0U);
  EXPECT_EQ(timings[0].first_byte_sent_at, 0U);
  EXPECT_TRUE(pair.client->TakeTimings(true).empty());
}

TEST(Timing, AStreamThatWasOpenBeforeIsNotTimed) {
  Pair pair;
  bool wanted = false;
  pair.server->timings().SetActive(&wanted);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  wanted = true;
  Exchange(pair, 3);
  const std::vector<StreamTiming> timings = pair.server->TakeTimings(true);
  ASSERT_EQ(timings.size(), 1U);
  EXPECT_EQ(timings[0].id, 3);
}

}  // namespace
}  // namespace http2::test
