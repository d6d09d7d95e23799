// Windows (RFC 9113, 5.2): nothing is sent beyond them, and nobody who does not read gets more.
#include <gtest/gtest.h>

#include <string>

#include "pair.h"

namespace http2::test {
namespace {

constexpr size_t kWindow = 65535;

class FlowControl : public ::testing::Test {
 protected:
  // The server's streams 1 and 3, whose answers have begun.
  void SetUp() override {
    for (const int32_t id : {1, 3}) {
      pair_.client.Request(Get(), kEndStream);
      pair_.Run();
      pair_.server.Respond(id, Ok());
    }
    pair_.Run();
  }

  Pair pair_;
};

TEST_F(FlowControl, StopsAtTheWindowOfAStreamThatNobodyReads) {
  pair_.client->flow_control().Pause(1);
  pair_.server.Send(1, std::string(2 * kWindow, 'x'));
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), kWindow);
  pair_.client->flow_control().Resume(1);
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), 2 * kWindow);
}

TEST_F(FlowControl, OfOneStreamHoldsUpNoOther) {
  pair_.client->flow_control().Pause(1);
  pair_.server.Send(1, std::string(2 * kWindow, 'x'));
  pair_.server.Send(3, std::string(2 * kWindow, 'y'));
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), kWindow);
  EXPECT_EQ(pair_.client.body(3).size(), 2 * kWindow);
}

TEST_F(FlowControl, OfAPausedStreamThatIsResetGivesTheConnectionItsWindowBack) {
  for (int round = 0; round < 5; ++round) {
    const int id = pair_.client.Request(Get(), kEndStream);
    pair_.Run();
    pair_.server.Respond(id, Ok());
    pair_.client->flow_control().Pause(id);
    pair_.server.Write(id, std::string(kWindow, 'x'));
    pair_.Run();
    EXPECT_EQ(pair_.client.body(id).size(), kWindow);
    pair_.client->reset().Submit(id, NGHTTP2_CANCEL, BeforeReset::kWritten);
    pair_.Run();
  }
}

TEST_F(FlowControl, MayBePausedAndResumedAtAnyTime) {
  pair_.client->flow_control().Resume(1);
  pair_.client->flow_control().Pause(1);
  pair_.client->flow_control().Pause(1);
  pair_.client->flow_control().Resume(1);
  pair_.client->flow_control().Pause(99);
  pair_.client->flow_control().Resume(99);
  pair_.server.Send(1, std::string(3 * kWindow, 'x'));
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), 3 * kWindow);
}

TEST_F(FlowControl, GivesAReaderWhoIsBehindWhatHeHasRead) {
  pair_.client->flow_control().Pause(1);
  pair_.server.Send(1, std::string(2 * kWindow, 'x'));
  pair_.Run();
  pair_.client->flow_control().ConsumeAllBut(1, kWindow);
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), kWindow);
  pair_.client->flow_control().ConsumeAllBut(1, kWindow / 4);
  pair_.client->flow_control().ConsumeAllBut(1, kWindow / 2);
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), 2 * kWindow - kWindow / 4);
}

TEST_F(FlowControl, OfTheConnectionGrowsWhenItIsTold) {
  EXPECT_EQ(pair_.client->flow_control().SetLocalWindowSize(1'000'000), 0);
  pair_.Run();
  EXPECT_EQ(nghttp2_session_get_remote_window_size(pair_.server->nghttp2()), 1'000'000);
}

TEST(AWindowOfZero, LetsAnAnswerWaitForItsReader) {
  Pair pair;
  const SettingsEntry closed{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 0};
  pair.client->settings().Submit({&closed, 1});
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Respond(1, Ok());
  pair.server.Send(1, "late");
  pair.Run();
  EXPECT_EQ(pair.client.body(1), "");
  const SettingsEntry open{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 100};
  pair.client->settings().Submit({&open, 1});
  pair.Run();
  EXPECT_EQ(pair.client.body(1), "late");
}

}  // namespace
}  // namespace http2::test
