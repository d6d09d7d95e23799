// GOAWAY of both sides, and what ends a session.
#include <gtest/gtest.h>

#include <string>

#include "pair.h"
#include "wire.h"

namespace http2::test {
namespace {

TEST(Goaway, IsToldWithItsData) {
  Pair pair;
  const std::string reason = "tired";
  pair.server->shutdown().Goaway(NGHTTP2_ENHANCE_YOUR_CALM, -1, Bytes(reason));
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 11 last 0 tired"}));
}

TEST(Goaway, LetsOpenStreamsFinish) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server->shutdown().Goaway(NGHTTP2_NO_ERROR, -1, {});
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
  pair.server->shutdown().Goaway(NGHTTP2_NO_ERROR, 1, {});
  pair.client.Receive(pair.server.TakeOutput());
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 0 last 1", "close 3 code 7"}));
  pair.server.Receive(late);
  EXPECT_EQ(pair.server->streams().size(), 1U);
}

TEST(Terminate, SendsAGoawayAndIsDone) {
  Pair pair;
  pair.server->shutdown().Terminate(NGHTTP2_PROTOCOL_ERROR);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"goaway code 1 last 0"}));
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"session done"}));
  EXPECT_TRUE(pair.server->outbound().empty());
}

TEST(Noise, EndsTheSessionWithAGoaway) {
  BlockPool pool(16 * 1024, 4);
  WindowBudget windows;
  End server(SessionOptions{}, pool, windows);
  server->settings().Submit({});
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
