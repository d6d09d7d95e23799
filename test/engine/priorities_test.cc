// The order in which a server sends bodies (RFC 9218).
#include "priorities.h"

#include <gtest/gtest.h>

#include <string>

#include "pair.h"

namespace http2::test {
namespace {

Fields GetWith(const std::string& priority) {
  Fields fields = Get();
  fields.emplace_back("priority", priority);
  return fields;
}

class PrioritiesTest : public testing::Test {
 protected:
  // Requests, the bodies of whose responses are larger than what is sent at once.
  void Ask(const std::string& first, const std::string& second) {
    pair_.client.Request(GetWith(first), kEndStream);
    pair_.client.Request(GetWith(second), kEndStream);
    pair_.Run();
  }
  void Answer() {
    for (const int32_t id : {1, 3}) {
      pair_.server.Respond(id, Ok());
      pair_.server.Send(id, std::string(40'000, 'x'));
    }
  }
  // What the client has of both when so much was sent.
  std::pair<size_t, size_t> After(size_t size) {
    pair_.client.Receive(pair_.server.TakeOutput().substr(0, size));
    return {pair_.client.body(1).size(), pair_.client.body(3).size()};
  }
  StreamPriority PriorityOf(int32_t id) { return *pair_.server->priorities().Get(id); }

  Pair pair_{{.extensible_priorities = true}, {}};
};

TEST_F(PrioritiesTest, SendsWhatIsMoreUrgentFirst) {
  Ask("u=5", "u=1");
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(second, 40'000U);
  EXPECT_LT(first, 1000U);
}

TEST_F(PrioritiesTest, SendsOneAfterTheOtherUnlessTheyAreIncremental) {
  Ask("u=3", "u=3");
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(first, 40'000U);
  EXPECT_LT(second, 1000U);
}

TEST_F(PrioritiesTest, LetsIncrementalResponsesShare) {
  Ask("u=3, i", "u=3, i");
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_GT(first, 10'000U);
  EXPECT_GT(second, 10'000U);
}

TEST_F(PrioritiesTest, GoesByPriorityUpdate) {
  Ask("u=1", "u=5");
  pair_.client->priorities().Set(3, {.urgency = 0, .incremental = true});
  pair_.Run();
  EXPECT_EQ(PriorityOf(3).urgency, 0U);
  EXPECT_TRUE(PriorityOf(3).incremental);
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(second, 40'000U);
  EXPECT_LT(first, 1000U);
}

TEST_F(PrioritiesTest, GoesByPriorityUpdateThatComesBeforeItsRequest) {
  pair_.client->priorities().Set(3, {.urgency = 7, .incremental = true});
  pair_.client->priorities().Set(3, {.urgency = 0, .incremental = true});
  pair_.Run();
  Ask("u=1", "u=5");
  EXPECT_EQ(PriorityOf(1).urgency, 1U);
  EXPECT_EQ(PriorityOf(3).urgency, 0U);
  EXPECT_TRUE(PriorityOf(3).incremental);
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(second, 40'000U);
  EXPECT_LT(first, 1000U);
}

TEST_F(PrioritiesTest, KeepsTheLastUpdatesThatComeBeforeTheirRequests) {
  constexpr int32_t kFirst = 5;
  constexpr auto kCount = static_cast<int32_t>(Priorities::kMaxEarly);
  for (int32_t n = 0; n <= kCount; ++n) {
    pair_.client->priorities().Set(kFirst + 2 * n, {.urgency = 6});
    pair_.Run();
  }
  Ask("u=1", "u=2");
  for (int32_t n = 0; n <= kCount; ++n)
    pair_.client.Request(Get(), kEndStream);
  pair_.Run();
  EXPECT_EQ(PriorityOf(3).urgency, 2U);
  EXPECT_EQ(PriorityOf(kFirst).urgency, 3U);
  for (int32_t n = 1; n <= kCount; ++n)
    EXPECT_EQ(PriorityOf(kFirst + 2 * n).urgency, 6U) << n;
}

TEST_F(PrioritiesTest, GoesByTheServersOwnOpinionFirst) {
  Ask("u=1", "u=5");
  pair_.server->priorities().Set(3, {.urgency = 0});
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(second, 40'000U);
  EXPECT_LT(first, 1000U);
}

TEST_F(PrioritiesTest, ShowsTheServersOwnOpinionAfterAnUpdate) {
  Ask("u=1", "u=5");
  pair_.server->priorities().Set(3, {.urgency = 0});
  pair_.client->priorities().Set(3, {.urgency = 7});
  pair_.Run();
  EXPECT_EQ(PriorityOf(3).urgency, 0U);
}

TEST_F(PrioritiesTest, GoesByAnUpdateThatFollowsAnEarlyOne) {
  pair_.client->priorities().Set(1, {.urgency = 6});
  Ask("u=1", "u=5");
  pair_.client->priorities().Set(1, {.urgency = 4});
  pair_.Run();
  EXPECT_EQ(PriorityOf(1).urgency, 4U);
  Answer();
  const auto [first, second] = After(40'500);
  EXPECT_EQ(first, 40'000U);
  EXPECT_LT(second, 1000U);
}

TEST_F(PrioritiesTest, ShowsWhatTheClientAskedFor) {
  Ask("u=6, i", "i=?1;x=1 ,u=0");
  EXPECT_EQ(PriorityOf(1).urgency, 6U);
  EXPECT_TRUE(PriorityOf(1).incremental);
  EXPECT_EQ(PriorityOf(3).urgency, 0U);
  EXPECT_TRUE(PriorityOf(3).incremental);
}

TEST_F(PrioritiesTest, AnnouncesThatItGoesByThem) {
  EXPECT_EQ(nghttp2_session_get_remote_settings(pair_.client->nghttp2(),
                                                NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES),
            1U);
}

TEST(PrioritiesThatAreOff, AreNotAnnouncedAndChangeNothing) {
  Pair pair;
  EXPECT_NE(nghttp2_session_get_remote_settings(pair.client->nghttp2(),
                                                NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES),
            1U);
  pair.client.Request(GetWith("u=0"), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server->priorities().Get(1)->urgency, 3U);
}

TEST(PriorityField, HasDefaultsForWhatItDoesNotSay) {
  for (const char* field : {"", "u=8", "u=-1", "u=10", "u", "x=1", "i=?2", "u=?1", ",,", "U=1"}) {
    EXPECT_EQ(Priorities::Parse(field).urgency, 3U) << field;
    EXPECT_FALSE(Priorities::Parse(field).incremental) << field;
  }
}

}  // namespace
}  // namespace http2::test
