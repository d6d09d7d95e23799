#include "closed_streams.h"

#include <gtest/gtest.h>

namespace http2 {
namespace {

TEST(ClosedStreams, AreRememberedWithTheWayTheyClosed) {
  ClosedStreams closed;
  closed.Add(1, Closing::kEnded);
  closed.Add(3, Closing::kResetByPeer);
  EXPECT_EQ(closed.Find(1), Closing::kEnded);
  EXPECT_EQ(closed.Find(3), Closing::kResetByPeer);
  EXPECT_EQ(closed.Find(5), Closing::kUnknown);
  closed.Forget(3);
  EXPECT_EQ(closed.Find(3), Closing::kUnknown);
}

TEST(ClosedStreams, AreForgottenWhenManyOthersHaveClosed) {
  ClosedStreams closed;
  for (int32_t id = 1; id < 2001; id += 2)
    closed.Add(id, Closing::kEnded);
  EXPECT_EQ(closed.Find(1), Closing::kUnknown);
  EXPECT_EQ(closed.Find(1999), Closing::kEnded);
  EXPECT_LE(closed.memory(), 1024U);
}

TEST(ClosedStreams, CountIdsThatWereSkipped) {
  ClosedStreams closed;
  closed.Open(1);
  closed.Open(3);
  closed.Open(9);
  EXPECT_EQ(closed.Find(3), Closing::kUnknown);
  EXPECT_EQ(closed.Find(5), Closing::kSkipped);
  EXPECT_EQ(closed.Find(7), Closing::kSkipped);
  EXPECT_EQ(closed.Find(9), Closing::kUnknown);
  EXPECT_EQ(closed.Find(11), Closing::kUnknown);
}

TEST(ClosedStreams, TakeTheHighestIdFirst) {
  ClosedStreams closed;
  closed.Open(0x7fffffff);
  EXPECT_EQ(closed.Find(1), Closing::kSkipped);
}

}  // namespace
}  // namespace http2
