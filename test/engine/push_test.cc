// Promised answers (RFC 9113, 8.4).
#include <gtest/gtest.h>

#include "pair.h"

namespace http2::test {
namespace {

TEST(Push, PromisesARequestAndAnswersIt) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.server.Push(1, Get()), 2);
  pair.server.Respond(2, Ok());
  pair.server.Send(2, "pushed");
  pair.server.Respond(1, Ok(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.client.fields(1), Ok());
  EXPECT_EQ(pair.client.body(2), "pushed");
  EXPECT_EQ(pair.client->streams().size(), 0U);
  EXPECT_EQ(pair.server->streams().size(), 0U);
}

TEST(Push, IsCancelledByAClientThatDoesNotWantIt) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Push(1, Get());
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"push promise 1 of 2"}));
  pair.client->reset().Submit(2, NGHTTP2_CANCEL, BeforeReset::kWritten);
  pair.server.TakeLog();
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"close 2 code 8"}));
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"close 2 code 8"}));
}

TEST(Push, IsRefusedWhenThePeerHasForbiddenIt) {
  Pair pair;
  const SettingsEntry no_push{NGHTTP2_SETTINGS_ENABLE_PUSH, 0};
  pair.client->settings().Submit({&no_push, 1});
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  const int id = pair.server.Push(1, Get());
  pair.Run();
  // nghttp2 finds out when it serializes the frame.
  EXPECT_EQ(id, 2);
  EXPECT_EQ(pair.client.TakeLog(), Transcript{});
  EXPECT_EQ(pair.server->streams().Find(2), nullptr);
}

TEST(Push, OfAClientIsAnError) {
  Pair pair;
  EXPECT_LT(pair.client.Push(1, Get()), 0);
}

}  // namespace
}  // namespace http2::test
