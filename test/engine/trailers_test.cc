// Fields after the body (RFC 9113, 8.1).
#include <gtest/gtest.h>

#include "pair.h"

namespace http2::test {
namespace {

class Trailers : public ::testing::Test {
 protected:
  void SetUp() override {
    pair_.client.Request(Get(), kEndStream);
    pair_.Run();
    pair_.server.TakeLog();
  }

  Pair pair_;
};

TEST_F(Trailers, AreAskedForWhenTheBodyIsSent) {
  pair_.server.Respond(1, Ok(), kWaitForTrailers);
  pair_.server.Send(1, "body");
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"written 1", "want trailers 1"}));
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"headers 1", "data 1 4 bytes"}));
  pair_.server.Trailers(1, {{"checksum", "1"}});
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"headers 1 END_STREAM", "close 1 code 0"}));
  EXPECT_EQ(pair_.client.fields(1), (Fields{{"checksum", "1"}}));
}

TEST_F(Trailers, OfNoFieldsAreAnEmptyDataFrame) {
  pair_.server.Respond(1, Ok(), kWaitForTrailers);
  pair_.server.Send(1, "body");
  pair_.Run();
  pair_.client.TakeLog();
  pair_.server.Trailers(1, {});
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"end stream 1", "close 1 code 0"}));
}

TEST_F(Trailers, FollowAnEmptyBody) {
  pair_.server.Respond(1, Ok(), kWaitForTrailers);
  pair_.server->body().End(1);
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"want trailers 1"}));
  pair_.server.Trailers(1, {{"a", "b"}});
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(),
            (Transcript{"headers 1", "headers 1 END_STREAM", "close 1 code 0"}));
}

TEST_F(Trailers, MayBeDecidedOnWhileTheBodyIsWritten) {
  pair_.server.Respond(1, Ok());
  pair_.server.Write(1, "body");
  pair_.Run();
  pair_.server->body().AwaitTrailers(1);
  pair_.server->body().End(1);
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"written 1", "want trailers 1"}));
}

TEST_F(Trailers, AreTooLateAfterTheEnd) {
  pair_.server.Respond(1, Ok());
  pair_.server.Send(1, "body");
  pair_.Run();
  pair_.server->body().AwaitTrailers(1);
  EXPECT_EQ(pair_.server.Trailers(1, {{"a", "b"}}), NGHTTP2_ERR_STREAM_CLOSED);
}

TEST(TrailersOfARequest, EndIt) {
  Pair pair;
  pair.client.Request(Post(), kWaitForTrailers);
  pair.client.Send(1, "body");
  pair.Run();
  pair.client.Trailers(1, {{"a", "b"}});
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(),
            (Transcript{"headers 1", "data 1 4 bytes", "headers 1 END_STREAM"}));
}

}  // namespace
}  // namespace http2::test
