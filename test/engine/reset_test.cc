// RST_STREAM, in both directions.
#include <gtest/gtest.h>

#include <string>

#include "pair.h"

namespace http2::test {
namespace {

class Reset : public ::testing::Test {
 protected:
  void SetUp() override {
    pair_.client.Request(Post());
    pair_.Run();
    pair_.server.TakeLog();
  }

  Pair pair_;
};

TEST_F(Reset, OfTheClientClosesTheStreamOnBothSides) {
  pair_.client->reset().Submit(1, NGHTTP2_CANCEL, BeforeReset::kWritten);
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"close 1 code 8"}));
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"close 1 code 8"}));
}

TEST_F(Reset, OfTheServerClosesTheStreamOnBothSides) {
  pair_.server->reset().Submit(1, NGHTTP2_REFUSED_STREAM, BeforeReset::kWritten);
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"close 1 code 7"}));
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"close 1 code 7"}));
}

TEST_F(Reset, FollowsWhatWasWritten) {
  pair_.server.Respond(1, Ok());
  pair_.server.Write(1, "partial");
  pair_.server->reset().Submit(1, NGHTTP2_CANCEL, BeforeReset::kWritten);
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"headers 1", "data 1 7 bytes", "close 1 code 8"}));
}

TEST_F(Reset, MayFollowTheEndOfTheBody) {
  pair_.server.Respond(1, Ok());
  pair_.server.Write(1, "whole");
  pair_.server->reset().Submit(1, NGHTTP2_NO_ERROR, BeforeReset::kEnd);
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(),
            (Transcript{"headers 1", "data 1 5 bytes", "end stream 1", "close 1 code 0"}));
}

TEST_F(Reset, GivesBackWhatWasNotSent) {
  pair_.server.Respond(1, Ok());
  pair_.server.Send(1, std::string(1'000'000, 'x'));
  const size_t before = pair_.server->memory_used();
  pair_.server.Receive(pair_.client.TakeOutput());
  pair_.client->reset().Submit(1, NGHTTP2_CANCEL, BeforeReset::kWritten);
  pair_.server.Receive(pair_.client.TakeOutput());
  EXPECT_EQ(pair_.server->streams().size(), 0U);
  EXPECT_LT(pair_.server->memory_used() + 900'000, before);
}

TEST_F(Reset, FromBothSidesAtOnceIsToldOnceEach) {
  pair_.client->reset().Submit(1, NGHTTP2_CANCEL, BeforeReset::kWritten);
  pair_.server->reset().Submit(1, NGHTTP2_INTERNAL_ERROR, BeforeReset::kWritten);
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog().size(), 1U);
  EXPECT_EQ(pair_.server.TakeLog().size(), 1U);
}

TEST_F(Reset, WithALargeCodeKeepsIt) {
  pair_.client->reset().Submit(1, 0xfffffffe, BeforeReset::kWritten);
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"close 1 code -2"}));
}

TEST(ResetsOfManyStreams, EndTheSessionAtTheLimit) {
  SessionOptions options;
  options.stream_reset_burst = 10;
  options.stream_reset_rate = 0;
  Pair pair(options);
  // A stream that stays open does not save the session.
  pair.client.Request(Post());
  for (int i = 0; i < 12; ++i) {
    const int id = pair.client.Request(Get(), kEndStream);
    pair.server.Receive(pair.client.TakeOutput());
    pair.client->reset().Submit(id, NGHTTP2_CANCEL, BeforeReset::kWritten);
    pair.server.Receive(pair.client.TakeOutput());
  }
  pair.client.Receive(pair.server.TakeOutput());
  const Transcript log = pair.client.TakeLog();
  ASSERT_FALSE(log.empty());
  EXPECT_TRUE(log.back().starts_with("goaway code 2") || log.back() == "session done");
  EXPECT_EQ(pair.server.TakeLog().back(), "session done");
}

}  // namespace
}  // namespace http2::test
