// What concerns the connection: SETTINGS, PING, GOAWAY, ALTSVC, ORIGIN, and how it is done.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pair.h"

namespace http2::test {
namespace {

std::span<const uint8_t> Bytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

TEST(Ping, IsToldAndAcknowledged) {
  Pair pair;
  const std::string payload = "12345678";
  pair.client->Ping(Bytes(payload).data());
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"ping 12345678"}));
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"ping ack 12345678"}));
}

TEST(Settings, ArriveAndAreAcknowledged) {
  Pair pair;
  const SettingsEntry entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 7};
  pair.server->SubmitSettings({&entry, 1});
  pair.Run();
  EXPECT_EQ(nghttp2_session_get_remote_settings(pair.client->handle(),
                                                NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
            7U);
  EXPECT_EQ(nghttp2_session_get_local_settings(pair.server->handle(),
                                               NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
            7U);
}

TEST(Settings, CrossWithTheValuesOfTheirFrame) {
  Pair pair;
  const std::vector<SettingsEntry> entries{
      {0x1234, 0x56789abc}, {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 70'000}, {7, 1}};
  pair.server->SubmitSettings(entries);
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
  for (const uint32_t size : {70'000, 80'000}) {
    const SettingsEntry entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, size};
    pair.server->SubmitSettings({&entry, 1});
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
  pair.server->SubmitSettings({&entry, 1});
  pair.Run();
  pair.client.Request(Get(), kEndStream);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"headers 1 END_STREAM"}));
  pair.server.Respond(1, Ok(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"close 1 code 0", "headers 3 END_STREAM"}));
}

TEST(Goaway, IsToldWithItsData) {
  Pair pair;
  const std::string reason = "tired";
  pair.server->Goaway(NGHTTP2_ENHANCE_YOUR_CALM, -1, Bytes(reason));
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 11 last 0 tired"}));
}

TEST(Goaway, LetsOpenStreamsFinish) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server->Goaway(NGHTTP2_NO_ERROR, -1, {});
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 0 last 1"}));
  pair.server.Respond(1, Ok());
  pair.server.Send(1, "still");
  pair.Run();
  EXPECT_EQ(pair.client.body(1), "still");
  EXPECT_EQ(pair.client.TakeLog().back(), "close 1 code 0");
}

TEST(Goaway, RefusesStreamsThatCameTooLate) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.client.Request(Get(), kEndStream);
  const std::string late = pair.client.TakeOutput();
  pair.client.TakeLog();
  pair.server->Goaway(NGHTTP2_NO_ERROR, 1, {});
  pair.client.Receive(pair.server.TakeOutput());
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 0 last 1", "close 3 code 7"}));
  pair.server.Receive(late);
  EXPECT_EQ(pair.server->streams().size(), 1U);
}

TEST(Terminate, SendsAGoawayAndIsDone) {
  Pair pair;
  pair.server->Terminate(NGHTTP2_PROTOCOL_ERROR);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 1 last 0"}));
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"session done"}));
  EXPECT_FALSE(pair.server->wants_write());
}

TEST(Altsvc, CarriesAnOriginAndAValue) {
  Pair pair;
  pair.server->Altsvc(0, "https://a", "h2=\":8000\"");
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"altsvc https://ah2=\":8000\""}));
}

TEST(Origin, CarriesAListOfOrigins) {
  Pair pair;
  const std::vector<std::string> origins{"https://a", "https://b"};
  pair.server->Origin(origins);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{std::string("origin https://a\0https://b\0", 27)}));
}

TEST(Noise, EndsTheSessionWithAGoaway) {
  BlockPool pool(16 * 1024, 4);
  End server(SessionOptions{}, pool);
  server->SubmitSettings({});
  server.Receive("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  EXPECT_EQ(server.TakeLog(),
            (Transcript{"session error code " + std::to_string(NGHTTP2_ERR_BAD_CLIENT_MAGIC)}));
  server.Receive("more");
  EXPECT_EQ(server.TakeLog(), Transcript{});
}

TEST(AFrameThatIsTooLong, EndsTheSessionWithAGoaway) {
  Pair pair;
  pair.server.Receive(std::string("\x00\x40\x01\x00\x00\x00\x00\x00\x01", 9));
  pair.client.Receive(pair.server.TakeOutput());
  EXPECT_EQ(pair.client.TakeLog().front().substr(0, 20), "goaway code 6 last 0");
}

}  // namespace
}  // namespace http2::test
