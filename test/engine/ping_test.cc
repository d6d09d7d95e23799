// PING, and its acknowledgement.
#include <gtest/gtest.h>

#include <string>

#include "pair.h"
#include "wire.h"

namespace http2::test {
namespace {

TEST(Ping, IsToldAndAcknowledged) {
  Pair pair;
  const std::string payload = "12345678";
  pair.client->ping().Submit(Bytes(payload).data());
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"ping 12345678"}));
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"ping ack 12345678"}));
}

}  // namespace
}  // namespace http2::test
