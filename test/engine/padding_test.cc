// Padded frames (RFC 9113, 6.1).
#include "padding.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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

// Remembers what it was asked, and takes one byte of what there is.
class OneByte final : public PaddingSelector {
 public:
  size_t SelectPadding(size_t length, size_t max) override {
    asked_.emplace_back(length, max);
    return length + 1;
  }
  [[nodiscard]] const std::vector<std::pair<size_t, size_t>>& asked() const { return asked_; }

 private:
  std::vector<std::pair<size_t, size_t>> asked_;
};

TEST(Padding, IsThatOfASelectorForHeadersAndData) {
  OneByte selector;
  Pair pair;
  pair.client->connection().padding_selector = &selector;
  pair.client.Request(Post());
  pair.client.Send(1, "hello");
  pair.Run();
  ASSERT_EQ(selector.asked().size(), 2U);
  for (const auto& [length, max] : selector.asked())
    EXPECT_EQ(max, length + 256);
  EXPECT_EQ(selector.asked()[1].first, 5U);
  EXPECT_EQ(pair.server.body(1), "hello");
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
