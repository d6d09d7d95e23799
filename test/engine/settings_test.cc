// SETTINGS, and when they count.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pair.h"
#include "wire.h"

namespace http2::test {
namespace {

TEST(Settings, ArriveAndAreAcknowledged) {
  Pair pair;
  const SettingsEntry entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 7};
  pair.server->settings().Submit({&entry, 1});
  pair.Run();
  EXPECT_EQ(nghttp2_session_get_remote_settings(pair.client->nghttp2(),
                                                NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
            7U);
  EXPECT_EQ(nghttp2_session_get_local_settings(pair.server->nghttp2(),
                                               NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
            7U);
}

TEST(Settings, CrossWithTheValuesOfTheirFrame) {
  Pair pair;
  const std::vector<SettingsEntry> entries{
      {0x1234, 0x56789abc}, {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 70'000}, {7, 1}};
  pair.server->settings().Submit(entries);
  const std::string frame = pair.server.TakeOutput();
  pair.client->Receive(Bytes(frame), 0);
  EventQueue& events = pair.client->events();
  ASSERT_EQ(events.front().type, EventType::kSettings);
  const std::string text(events.text());
  EXPECT_EQ(text.substr(18, 6), std::string("\0\4\0\1\x11\x70", 6));
  EXPECT_EQ(text.substr(42), std::string("\x12\x34\x56\x78\x9a\xbc\0\7\0\0\0\1", 12));
}

TEST(Settings, OfFramesInOneReadKeepTheirValues) {
  Pair pair;
  for (const uint32_t size : {70'000U, 80'000U}) {
    const SettingsEntry entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, size};
    pair.server->settings().Submit({&entry, 1});
  }
  const std::string frames = pair.server.TakeOutput();
  pair.client->Receive(Bytes(frames), 0);
  EventQueue& events = pair.client->events();
  EXPECT_EQ(std::string(events.text()).substr(18, 6), std::string("\0\4\0\1\x11\x70", 6));
  events.Pop();
  EXPECT_EQ(std::string(events.text()).substr(18, 6), std::string("\0\4\0\1\x38\x80", 6));
}

TEST(Settings, OfFewStreamsLetRequestsWait) {
  Pair pair;
  const SettingsEntry entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 1};
  pair.server->settings().Submit({&entry, 1});
  pair.Run();
  pair.client.Request(Get(), kEndStream);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"headers 1 END_STREAM"}));
  pair.server.Respond(1, Ok(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"close 1 code 0", "headers 3 END_STREAM"}));
}

}  // namespace
}  // namespace http2::test
