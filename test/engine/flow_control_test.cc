// Windows (RFC 9113, 5.2): nothing is sent beyond them, and nobody who does not read gets more.
#include <gtest/gtest.h>

#include <algorithm>
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

// Windows that grow with the path.
class TunedWindows : public FlowControl {
 protected:
  [[nodiscard]] int32_t window(int32_t id) {
    return nghttp2_session_get_stream_effective_local_window_size(pair_.client->nghttp2(), id);
  }
  [[nodiscard]] int32_t connection_window() {
    return nghttp2_session_get_effective_local_window_size(pair_.client->nghttp2());
  }
  int64_t ProbesSeen() {
    const Transcript log = pair_.server.TakeLog();
    return std::count_if(log.begin(), log.end(),
                         [](const std::string& line) { return line.starts_with("ping"); });
  }
};

TEST_F(TunedWindows, StayAsTheyAreForASmallBody) {
  pair_.server.Write(1, std::string(16'000, 'x'));
  pair_.Run();
  EXPECT_EQ(ProbesSeen(), 0);
  EXPECT_EQ(window(1), static_cast<int32_t>(kWindow));
  EXPECT_EQ(connection_window(), static_cast<int32_t>(kWindow));
}

TEST_F(TunedWindows, GrowForABodyThatFillsThem) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  EXPECT_GT(ProbesSeen(), 0);
  EXPECT_GT(window(1), static_cast<int32_t>(8 * kWindow));
  EXPECT_GT(connection_window(), static_cast<int32_t>(8 * kWindow));
  EXPECT_EQ(window(3), static_cast<int32_t>(kWindow));
}

TEST_F(TunedWindows, ShowNothingOfTheirPings) {
  const uint64_t before = pair_.client->statistics().frames_sent;
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  EXPECT_GT(ProbesSeen(), 0);
  const Transcript log = pair_.client.TakeLog();
  EXPECT_TRUE(std::none_of(log.begin(), log.end(),
                           [](const std::string& line) { return line.starts_with("ping"); }));
  EXPECT_GT(pair_.client->statistics().frames_sent, before);
}

TEST_F(TunedWindows, LeaveThePingsOfTheProgramAlone) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  const std::string payload = "program!";
  pair_.client->ping().Submit(reinterpret_cast<const uint8_t*>(payload.data()));
  pair_.Run();
  const Transcript log = pair_.client.TakeLog();
  EXPECT_EQ(std::count(log.begin(), log.end(), "ping ack program!"), 1);
}

TEST_F(TunedWindows, AreNoLargerForAReaderThatNeverBegan) {
  pair_.client->flow_control().Pause(1);
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), kWindow);
  EXPECT_EQ(window(1), static_cast<int32_t>(kWindow));
}

TEST_F(TunedWindows, ShrinkWhenTheirReaderStops) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  ASSERT_GT(window(1), static_cast<int32_t>(8 * kWindow));
  pair_.client->flow_control().Pause(1);
  pair_.server.Write(1, std::string(40 * kWindow, 'x'));
  pair_.Run();
  EXPECT_EQ(window(1), static_cast<int32_t>(kWindow));
  pair_.client->flow_control().Resume(1);
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1).size(), 60 * kWindow);
}

// A read may hold more than the first window: nobody has stopped before it is delivered.
TEST_F(TunedWindows, StayForAReaderThatTakesEachReadWhole) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  const int32_t grown = window(1);
  ASSERT_GT(grown, static_cast<int32_t>(8 * kWindow));
  pair_.client->flow_control().Pause(1);
  for (int i = 0; i < 8; ++i) {
    pair_.server.Write(1, std::string(2 * kWindow, 'x'));
    pair_.client.Receive(pair_.server.TakeOutput());
    EXPECT_GE(window(1), grown);
    pair_.client->flow_control().ConsumeAllBut(1, 0);
    pair_.server.Receive(pair_.client.TakeOutput());
    EXPECT_GE(window(1), grown);
  }
  EXPECT_EQ(pair_.client.body(1).size(), 36 * kWindow);
}

// By halves, a window carries half of itself in a round trip.
TEST_F(TunedWindows, AreOpenAgainAfterAnEighth) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  const auto least = [](int32_t size) { return static_cast<size_t>(size - size / 8); };
  for (int i = 0; i < 40; ++i) {
    pair_.server.Write(1, std::string(16'000, 'x'));
    pair_.Run();
    EXPECT_GT(pair_.server->flow_control().SendWindow(1), least(window(1)));
  }
  EXPECT_GT(pair_.server->flow_control().SendWindow(3) + 1, kWindow);
}

TEST_F(TunedWindows, ArePreciseForAReaderWhoIsBehind) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  const auto size = static_cast<size_t>(window(1));
  pair_.client->flow_control().Pause(1);
  for (int i = 0; i < 40; ++i) {
    pair_.server.Write(1, std::string(30'000, 'x'));
    pair_.client.Receive(pair_.server.TakeOutput());
    pair_.client->flow_control().ConsumeAllBut(1, 20'000);
    pair_.server.Receive(pair_.client.TakeOutput());
    EXPECT_LE(pair_.server->flow_control().SendWindow(1), size - 20'000);
    EXPECT_GE(pair_.server->flow_control().SendWindow(1), size - size / 8 - 50'000);
  }
}

TEST_F(TunedWindows, TakeNoMoreThanAllSessionsMayHave) {
  WindowGrowth others(pair_.windows);
  others.Add(WindowBudget::kLimit - 16 * kWindow);
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  EXPECT_GT(window(1), static_cast<int32_t>(kWindow));
  EXPECT_LT(window(1), static_cast<int32_t>(17 * kWindow));
}

TEST_F(TunedWindows, GiveBackWhatTheyHaveGrownByWithTheirStream) {
  const size_t room = pair_.windows.room();
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  EXPECT_LT(pair_.windows.room(), room);
  pair_.server.Send(1, "the end");
  pair_.Run();
  EXPECT_EQ(pair_.windows.room(), room);
}

TEST_F(TunedWindows, SendNoUpdateForAStreamThatThePeerHasEnded) {
  pair_.server.Write(1, std::string(20 * kWindow, 'x'));
  pair_.Run();
  const auto step = static_cast<size_t>(window(1)) / 8;
  pair_.client->flow_control().Pause(1);
  pair_.server.Send(1, std::string(2 * step, 'x'));
  pair_.Run();
  const uint64_t before = pair_.client->statistics().frames_sent;
  pair_.client->flow_control().Resume(1);
  pair_.Run();
  EXPECT_EQ(pair_.client->statistics().frames_sent, before);
}

TEST(WindowsWithoutTuning, StayAsTheyAre) {
  Pair pair{{}, {.max_stream_window_size = 0, .max_connection_window_size = 0}};
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Respond(1, Ok());
  pair.server.Write(1, std::string(20 * kWindow, 'x'));
  pair.Run();
  EXPECT_EQ(pair.client.body(1).size(), 20 * kWindow);
  EXPECT_EQ(nghttp2_session_get_stream_effective_local_window_size(pair.client->nghttp2(), 1),
            static_cast<int32_t>(kWindow));
}

TEST(ConnectionWindow, HasTheSizeOfTheOptionFromTheStart) {
  Pair pair{{}, {.connection_window_size = 1'000'000}};
  EXPECT_EQ(nghttp2_session_get_effective_local_window_size(pair.client->nghttp2()), 1'000'000);
  EXPECT_EQ(nghttp2_session_get_remote_window_size(pair.server->nghttp2()), 1'000'000);
}

}  // namespace
}  // namespace http2::test
