// A request and its answer.
#include <gtest/gtest.h>

#include <string>

#include "pair.h"

namespace http2::test {
namespace {

TEST(Exchange, GetAndAnswerWithABody) {
  Pair pair;
  EXPECT_EQ(pair.client.Request(Get(), kEndStream), 1);
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"headers 1 END_STREAM"}));
  EXPECT_EQ(pair.server.fields(1), Get());

  pair.server.Respond(1, {{":status", "200"}, {"a", "b"}});
  pair.server.Send(1, "hello");
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(),
            (Transcript{"headers 1", "data 1 5 bytes", "end stream 1", "close 1 code 0"}));
  EXPECT_EQ(pair.client.fields(1), (Fields{{":status", "200"}, {"a", "b"}}));
  EXPECT_EQ(pair.client.body(1), "hello");
  // The close of the stream tells the server that its last write is done.
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"close 1 code 0"}));
}

TEST(Exchange, AnAnswerWithoutABodyEndsWithItsHeaders) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Respond(1, {{":status", "204"}}, kEndStream);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"headers 1 END_STREAM", "close 1 code 0"}));
}

TEST(Exchange, AnAnswerMayComeBeforeTheRequestHasEnded) {
  Pair pair;
  pair.client.Request(Post());
  pair.client.Write(1, "first");
  pair.Run();
  pair.server.TakeLog();
  pair.client.TakeLog();
  pair.server.Respond(1, Ok());
  pair.server.Send(1, "early");
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"headers 1", "data 1 5 bytes", "end stream 1"}));
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"written 1"}));
  pair.client.Send(1, " last");
  pair.Run();
  EXPECT_EQ(pair.server.TakeLog(),
            (Transcript{"data 1 5 bytes", "end stream 1", "close 1 code 0"}));
  EXPECT_EQ(pair.server.body(1), "first last");
}

TEST(Exchange, InformationComesBeforeTheAnswer) {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Information(1, {{":status", "103"}, {"link", "</a>"}});
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"headers 1"}));
  EXPECT_EQ(pair.client.fields(1), (Fields{{":status", "103"}, {"link", "</a>"}}));
  pair.server.Respond(1, Ok(), kEndStream);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"headers 1 END_STREAM", "close 1 code 0"}));
}

TEST(Exchange, AHundredAtOnceAreAnsweredInAnyOrder) {
  Pair pair;
  for (int32_t i = 0; i < 100; ++i)
    pair.client.Request(Get(), kEndStream);
  pair.Run();
  for (int32_t i = 99; i >= 0; --i) {
    pair.server.Respond(2 * i + 1, Ok());
    pair.server.Send(2 * i + 1, std::to_string(i));
  }
  pair.Run();
  for (int32_t i = 0; i < 100; ++i)
    EXPECT_EQ(pair.client.body(2 * i + 1), std::to_string(i));
  EXPECT_EQ(pair.client->streams().size(), 0U);
  EXPECT_EQ(pair.server->streams().size(), 0U);
  EXPECT_EQ(pair.server->statistics().max_concurrent_streams, 100U);
}

TEST(Exchange, CommandsForAStreamThatIsGoneAreRefused) {
  Pair pair;
  EXPECT_EQ(pair.server.Respond(1, Ok()), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.server.Write(1, "x"), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.server->body().End(1), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.server.Trailers(1, {}), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.server.Information(1, Ok()), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.server->reset().Submit(1, 0, BeforeReset::kWritten), NGHTTP2_ERR_STREAM_CLOSED);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), Transcript{});
}

TEST(Exchange, NothingIsWrittenAfterTheEndOfABody) {
  Pair pair;
  pair.client.Request(Post());
  pair.client.Send(1, "all");
  EXPECT_EQ(pair.client.Write(1, "more"), NGHTTP2_ERR_STREAM_CLOSED);
  EXPECT_EQ(pair.client->body().End(1), NGHTTP2_ERR_STREAM_CLOSED);
  pair.Run();
  EXPECT_EQ(pair.server.body(1), "all");
}

TEST(Exchange, EachByteMayArriveAlone) {
  Pair pair;
  pair.client.Request(Post());
  pair.client.Send(1, "hello");
  const std::string bytes = pair.client.TakeOutput();
  for (const char byte : bytes)
    pair.server.Receive({&byte, 1});
  EXPECT_EQ(pair.server.body(1), "hello");
  EXPECT_EQ(pair.server.TakeLog().back(), "end stream 1");
}

// TakeOutput() spoils the memory that sessions share each time that something was taken.
TEST(Exchange, SessionsMaySerializeInTurns) {
  Pair pair({.padding = PaddingStrategy::kMax}, {.padding = PaddingStrategy::kMax});
  Fields fields = Post();
  fields.emplace_back("large", std::string(50'000, 'x'));
  const std::string body(100'000, 'y');
  pair.client.Request(fields);
  pair.client.Send(1, body);
  pair.server.Receive(pair.client.TakeOutput(1));
  EXPECT_EQ(pair.server.fields(1), fields);
  pair.server->ping().Submit(nullptr);
  for (std::string bytes; !(bytes = pair.server.TakeOutput(1)).empty();) {
    pair.client.Receive(bytes);
    pair.server.Receive(pair.client.TakeOutput(1));
  }
  EXPECT_TRUE(pair.server.body(1) == body);
  EXPECT_EQ(pair.server.TakeLog().back(), "end stream 1");
}

}  // namespace
}  // namespace http2::test
