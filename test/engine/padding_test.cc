// Padded frames (RFC 9113, 6.1).
#include "padding.h"

#include <gtest/gtest.h>

#include <string>

#include "pair.h"

namespace http2::test {
namespace {

TEST(Padding, OfNoneKeepsTheLength) {
  EXPECT_EQ(PaddedLength(PaddingStrategy::kNone, 100, 1000), 100U);
}

TEST(Padding, OfTheMostTakesAllThereIs) {
  EXPECT_EQ(PaddedLength(PaddingStrategy::kMax, 100, 1000), 1000U);
}

TEST(Padding, AlignsTheWholeFrameToEightBytes) {
  for (size_t length = 0; length < 64; ++length) {
    const size_t padded = PaddedLength(PaddingStrategy::kAligned, length, 1000);
    EXPECT_EQ((padded + 9) % 8, 0U);
    EXPECT_LT(padded - length, 8U);
  }
}

TEST(Padding, NeverPassesTheLimit) {
  EXPECT_EQ(PaddedLength(PaddingStrategy::kAligned, 100, 102), 102U);
}

class PaddedBody : public ::testing::TestWithParam<PaddingStrategy> {};

TEST_P(PaddedBody, ArrivesWithoutItsPadding) {
  SessionOptions options;
  options.padding = GetParam();
  Pair pair(options, options);
  pair.client.Request(Post());
  const std::string body(100'003, 'x');
  pair.client.Send(1, body);
  pair.Run();
  pair.server.Respond(1, Ok());
  pair.server.Write(1, "a");
  pair.Run();
  pair.server.Send(1, body);
  pair.Run();
  EXPECT_TRUE(pair.server.body(1) == body);
  EXPECT_TRUE(pair.client.body(1) == "a" + body);
  EXPECT_EQ(pair.client->streams().size(), 0U);
}

TEST_P(PaddedBody, ThatIsEmptyAsksForItsTrailersOnce) {
  SessionOptions options;
  options.padding = GetParam();
  Pair pair(options, options);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.TakeLog();
  pair.server.Respond(1, Ok(), kWaitForTrailers);
  pair.server->body().End(1);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"want trailers 1"}));
}

INSTANTIATE_TEST_SUITE_P(Strategies, PaddedBody,
                         ::testing::Values(PaddingStrategy::kNone, PaddingStrategy::kAligned,
                                           PaddingStrategy::kMax));

}  // namespace
}  // namespace http2::test
