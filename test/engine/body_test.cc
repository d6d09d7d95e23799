// Bodies that are written in parts, late, or not at all.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "lent_chunk.h"
#include "pair.h"

namespace http2::test {
namespace {

// A server's stream 1 whose answer has begun.
class Body : public ::testing::Test {
 protected:
  void SetUp() override {
    pair_.client.Request(Get(), kEndStream);
    pair_.Run();
    pair_.server.Respond(1, Ok());
    pair_.Run();
    pair_.server.TakeLog();
    pair_.client.TakeLog();
  }

  Pair pair_;
};

TEST_F(Body, WaitsUntilItIsWritten) {
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), Transcript{});
  pair_.server.Write(1, "one");
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"written 1"}));
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"data 1 3 bytes"}));
  pair_.server->body().End(1);
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"end stream 1", "close 1 code 0"}));
}

TEST_F(Body, OfSeveralWritesHasAFrameForEach) {
  pair_.server.Write(1, "one");
  pair_.server.Write(1, "two");
  pair_.server.Write(1, "three");
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"written 1", "written 1", "written 1"}));
  EXPECT_EQ(pair_.client.TakeLog(),
            (Transcript{"data 1 3 bytes", "data 1 3 bytes", "data 1 5 bytes"}));
  EXPECT_EQ(pair_.client.body(1), "onetwothree");
}

TEST_F(Body, OfAnEmptyWriteIsConfirmedWithoutAFrame) {
  pair_.server.Write(1, "");
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), (Transcript{"written 1"}));
  EXPECT_EQ(pair_.client.TakeLog(), Transcript{});
}

TEST_F(Body, MayHaveEmptyWritesAnywhere) {
  for (const char* part : {"", "a", "", "", "b", ""})
    pair_.server.Write(1, part);
  pair_.Run();
  EXPECT_EQ(pair_.server.TakeLog(), Transcript(6, "written 1"));
  EXPECT_EQ(pair_.client.body(1), "ab");
}

TEST_F(Body, MayBeEmpty) {
  pair_.server.Send(1, "");
  pair_.Run();
  EXPECT_EQ(pair_.client.TakeLog(), (Transcript{"end stream 1", "close 1 code 0"}));
}

TEST_F(Body, OfManyMegabytesArrivesWhole) {
  std::string body(5'000'000, ' ');
  for (size_t i = 0; i < body.size(); ++i)
    body[i] = static_cast<char>('a' + i % 26);
  pair_.server.Send(1, body);
  pair_.Run();
  EXPECT_TRUE(pair_.client.body(1) == body);
  // Among the PINGs that measure the path.
  const Transcript log = pair_.server.TakeLog();
  EXPECT_EQ(std::count(log.begin(), log.end(), "close 1 code 0"), 1);
  EXPECT_EQ(pair_.pool.in_use(), 0U);
}

// Bytes that tell when nobody needs them any more.
class WatchedChunk final : public Chunk {
 public:
  WatchedChunk(std::string_view bytes, bool& released)
      : Chunk(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()), released_(released) {}

 private:
  void Release() override {
    released_ = true;
    delete this;
  }

  bool& released_;
};

TEST(BodyOfASession, IsGivenUpWithIt) {
  const std::string body(1'000'000, 'x');
  bool released = false;
  BlockPool pool{16 * 1024, 4};
  WindowBudget windows;
  {
    End client(SessionOptions{.role = Role::kClient}, pool, windows);
    client.Request(Post());
    client->body().Write(1, ChunkRef(new WatchedChunk(body, released)), true);
    client->Fill(64 * 1024);
    EXPECT_GT(client->memory_used(), 900'000U);
    EXPECT_FALSE(released);
  }
  EXPECT_TRUE(released);
  EXPECT_EQ(pool.in_use(), 0U);
}

TEST(BodyOfARequest, ConfirmsTheWriteThatEndsIt) {
  Pair pair;
  pair.client.Request(Post());
  pair.client.Send(1, "hello");
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"written 1"}));
  EXPECT_EQ(pair.server.TakeLog(), (Transcript{"headers 1", "data 1 5 bytes", "end stream 1"}));
}

TEST_F(Body, InLentMemoryThatMovesArrives) {
  LentMemory memory(std::string(100'000, 'a'));
  pair_.server->body().Write(1, LentChunk::Of(memory), true);
  pair_.server->body().End(1);
  memory.Move();
  pair_.Run();
  EXPECT_TRUE(pair_.client.body(1) == std::string(100'000, 'a'));
}

TEST_F(Body, InLentMemoryThatIsGoneResetsItsStreamOnly) {
  pair_.client.Request(Get(), kEndStream);
  pair_.Run();
  pair_.server.Respond(3, Ok());
  LentMemory memory(std::string(100'000, 'a'));
  pair_.server->body().Write(1, LentChunk::Of(memory), true);
  pair_.server->body().End(1);
  pair_.server.Send(3, "three");
  pair_.server.TakeLog();
  pair_.client.TakeLog();
  memory.TakeAway();
  pair_.Run();
  EXPECT_EQ(pair_.client.body(1), "");
  EXPECT_EQ(pair_.client.body(3), "three");
  EXPECT_EQ(pair_.server.TakeLog(),
            (Transcript{"body lost 1", "close 1 code 2", "close 3 code 0"}));
}

TEST_F(Body, ThatIsSerializedAheadIsOwned) {
  LentMemory memory(std::string(10'000, 'a'));
  pair_.server->body().Write(1, LentChunk::Of(memory), true);
  pair_.server->FillAhead(64 * 1024);
  memory.TakeAway();
  pair_.server->body().End(1);
  pair_.Run();
  EXPECT_TRUE(pair_.client.body(1) == std::string(10'000, 'a'));
}

}  // namespace
}  // namespace http2::test
