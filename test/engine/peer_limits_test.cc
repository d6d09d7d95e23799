// How much a peer may ask of a session before it ends.
#include "peer_limits.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "pair.h"
#include "wire.h"

namespace http2::test {
namespace {

std::string FloodError() {
  return "session error code " + std::to_string(NGHTTP2_ERR_FLOODED);
}

bool Contains(const Transcript& log, std::string_view start) {
  for (const std::string& line : log) {
    if (line.starts_with(start)) return true;
  }
  return false;
}

TEST(RateLimit, GivesItsBurstAndNoMore) {
  RateLimit limit(3, 0);
  EXPECT_TRUE(limit.Take());
  EXPECT_TRUE(limit.Take());
  EXPECT_TRUE(limit.Take());
  EXPECT_FALSE(limit.Take());
  limit.Credit();
  EXPECT_TRUE(limit.Take());
  EXPECT_FALSE(limit.Take());
}

TEST(RateLimit, IsNeverCreditedBeyondItsBurst) {
  RateLimit limit(1, 0);
  limit.Credit();
  limit.Credit();
  EXPECT_TRUE(limit.Take());
  EXPECT_FALSE(limit.Take());
}

// GOAWAY with ENHANCE_YOUR_CALM, without more data.
bool EndsInGoaway(std::string_view bytes) {
  if (bytes.size() < 17) return false;
  const std::string_view frame = bytes.substr(bytes.size() - 17);
  return frame.starts_with(std::string_view("\0\0\x08\x07", 4)) && frame.back() == '\x0b';
}

class Flood : public ::testing::Test {
 protected:
  void SetUp() override {
    pair_.client.Request(Post());
    pair_.Run();
    pair_.server.TakeLog();
  }

  // The server takes the frame again and again, and what it answers is taken from it.
  bool EndsWith(const std::string& frame) {
    const std::string many = Repeat(frame, 500);
    for (int round = 0; round < 80; ++round) {
      pair_.server.Receive(many);
      const std::string answer = pair_.server.TakeOutput();
      if (Contains(pair_.server.TakeLog(), "session error")) return EndsInGoaway(answer);
    }
    return false;
  }

  Pair pair_;
};

TEST_F(Flood, OfPingsEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(6, 0, 0, "12345678")));
}

TEST_F(Flood, OfAcknowledgementsEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(6, 1, 0, "12345678")));
}

TEST_F(Flood, OfSettingsEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(4, 0, 0, "")));
}

TEST_F(Flood, OfEmptyDataCountsAsInvalidFrames) {
  pair_.server.Receive(Repeat(Frame(0, 0, 1, ""), 1001));
  EXPECT_EQ(pair_.server.TakeLog(), Transcript{});
  pair_.server.Receive(Frame(0, 0, 1, ""));
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"session error code 1"}));
}

TEST_F(Flood, OfDataThatIsAllPaddingEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(0, 8, 1, std::string_view("\x00", 1))));
}

TEST_F(Flood, OfPrioritiesEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(2, 0, 5, std::string_view("\0\0\0\0\1", 5))));
}

TEST_F(Flood, OfWindowUpdatesEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(8, 0, 0, std::string_view("\0\0\0\1", 4))));
}

TEST_F(Flood, OfGoawaysEndsTheSession) {
  EXPECT_TRUE(EndsWith(Frame(7, 0, 0, std::string_view("\0\0\0\0\0\0\0\0", 8))));
}

TEST_F(Flood, OfAcknowledgementsThatAreNeverReadEndsTheSession) {
  pair_.server.Receive(Repeat(Frame(6, 0, 0, "12345678"), 5000));
  EXPECT_EQ(pair_.server.TakeLog().back(), FloodError());
}

TEST_F(Flood, OfDataIsWelcome) {
  for (int i = 0; i < 30'000; ++i) {
    pair_.client.Write(1, "x");
    pair_.Run();
  }
  EXPECT_FALSE(Contains(pair_.server.TakeLog(), "session error"));
}

TEST(TooManyFields, ResetTheirStreamAndNoMore) {
  SessionOptions options;
  options.max_header_list_pairs = 10;
  Pair pair(options);
  Fields fields = Get();
  for (int i = 0; i < 7; ++i)
    fields.emplace_back("name", "value");
  pair.client.Request(fields, kEndStream);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"close 1 code 11"}));
  EXPECT_FALSE(Contains(pair.server.TakeLog(), "headers"));
  EXPECT_EQ(pair.server->streams().size(), 0U);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"headers 3 END_STREAM"}));
}

TEST(TooLongAListOfFields, ResetsItsStreamAndNoMore) {
  Pair pair;
  const SettingsEntry entry{NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, 1000};
  pair.server->settings().Submit({&entry, 1});
  pair.Run();
  Fields fields = Get();
  fields.emplace_back("cookie", std::string(1000, 'x'));
  pair.client.Request(fields, kEndStream);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"close 1 code 11"}));
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog().back(), "headers 3 END_STREAM");
}

TEST(TooLongTrailers, ResetTheirStream) {
  SessionOptions options;
  options.max_header_list_pairs = 5;
  Pair pair(options);
  pair.client.Request(Post(), kWaitForTrailers);
  pair.client.Send(1, "x");
  pair.Run();
  pair.client.Trailers(1, Fields(6, {"a", "b"}));
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog().back(), "close 1 code 11");
  EXPECT_EQ(pair.server.TakeLog().back(), "close 1 code 11");
}

TEST(TooMuchMemory, RefusesStreamsUntilThereIsRoom) {
  SessionOptions options;
  options.max_session_memory = 200'000;
  Pair pair(options);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Respond(1, Ok());
  pair.server.Write(1, std::string(300'000, 'x'));
  pair.client->flow_control().Pause(1);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_TRUE(Contains(pair.client.TakeLog(), "close 3 code 11"));
  pair.client->flow_control().Resume(1);
  pair.Run();
  pair.client.TakeLog();
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog().back(), "headers 5 END_STREAM");
}

TEST(TooMuchMemory, EndsTheSessionOfAPeerThatDoesNotStop) {
  SessionOptions options;
  options.max_session_memory = 0;
  options.max_rejected_streams = 5;
  Pair pair(options);
  for (int i = 0; i < 7; ++i)
    pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog().back(),
            "session error code " + std::to_string(kTooManyRejectedStreams));
}

TEST(InvalidFrames, EndTheSessionAtTheLimit) {
  SessionOptions options;
  options.max_invalid_frames = 3;
  Pair pair(options);
  Fields bad = Get();
  bad[2].second = "";  // an empty :path
  for (int i = 0; i < 5; ++i)
    pair.client.Request(bad, kEndStream);
  pair.Run();
  EXPECT_TRUE(Contains(pair.server.TakeLog(),
                       "session error code " + std::to_string(kTooManyInvalidFrames)));
}

TEST(ProvokedResets, EndTheSessionAtTheLimit) {
  SessionOptions options;
  options.max_header_list_pairs = 4;
  options.stream_reset_burst = 10;
  options.stream_reset_rate = 0;
  Pair pair(options);
  Fields many = Get();
  many.emplace_back("one", "too many");
  for (int i = 0; i < 12; ++i)
    pair.client.Request(many, kEndStream);
  pair.Run();
  EXPECT_TRUE(Contains(pair.client.TakeLog(), "goaway code 11 "));
  EXPECT_TRUE(Contains(pair.server.TakeLog(), "session done"));
}

TEST(ProvokedResets, DoNotCountThoseOfTheProgram) {
  SessionOptions options;
  options.stream_reset_burst = 10;
  options.stream_reset_rate = 0;
  Pair pair(options);
  for (int i = 0; i < 50; ++i) {
    const int id = pair.client.Request(Get(), kEndStream);
    pair.Run();
    pair.server->reset().Submit(id, NGHTTP2_REFUSED_STREAM, BeforeReset::kWritten);
    pair.Run();
  }
  EXPECT_FALSE(Contains(pair.server.TakeLog(), "session"));
}

TEST(AWindowThatOverflows, EndsTheSession) {
  Pair pair;
  pair.client.Request(Post());
  pair.Run();
  pair.server.Receive(Frame(8, 0, 1, std::string_view("\x7f\xff\xff\xff", 4)));
  EXPECT_EQ(pair.server.TakeLog().back(),
            "session error code " + std::to_string(NGHTTP2_ERR_FLOW_CONTROL));
}

}  // namespace
}  // namespace http2::test
