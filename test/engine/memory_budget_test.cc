// What nghttp2 allocates, and what it counts for.
#include "memory_budget.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "pair.h"
#include "wire.h"

namespace http2::test {
namespace {

TEST(MemoryBudget, CountsWhatIsAllocatedAndFreed) {
  SmallBlocks blocks;
  MemoryBudget budget(blocks);
  const nghttp2_mem* allocator = budget.allocator();
  void* self = allocator->mem_user_data;
  void* first = allocator->malloc(1000, self);
  EXPECT_GE(budget.used(), 1000U);
  void* second = allocator->calloc(10, 100, self);
  EXPECT_GE(budget.used(), 2000U);
  first = allocator->realloc(first, 5000, self);
  EXPECT_GE(budget.used(), 6000U);
  allocator->free(first, self);
  allocator->free(second, self);
  allocator->free(nullptr, self);
  EXPECT_EQ(budget.used(), 0U);
}

TEST(MemoryBudget, GivesWhatIsOfferedToTheFirstThatAsksForIt) {
  SmallBlocks blocks;
  MemoryBudget budget(blocks);
  const nghttp2_mem* allocator = budget.allocator();
  void* self = allocator->mem_user_data;
  std::vector<uint8_t> shared(MemoryBudget::kFrameBufferSize, 'x');
  budget.OfferFrameBuffer(shared.data());
  void* small = allocator->malloc(100, self);
  void* first = allocator->realloc(nullptr, shared.size(), self);
  void* second = allocator->realloc(nullptr, shared.size(), self);
  EXPECT_NE(small, shared.data());
  EXPECT_EQ(first, shared.data());
  EXPECT_NE(second, shared.data());
  void* own = allocator->realloc(first, shared.size() * 2, self);
  EXPECT_NE(own, shared.data());
  EXPECT_EQ(static_cast<uint8_t*>(own)[shared.size() - 1], 'x');
  allocator->free(first, self);
  for (void* memory : {small, second, own})
    allocator->free(memory, self);
  EXPECT_EQ(budget.used(), 0U);
}

TEST(MemoryBudget, OfAnIdleSessionHoldsNoFrameBuffer) {
  Pair pair;
  EXPECT_LT(pair.server->memory_used(), MemoryBudget::kFrameBufferSize);
}

TEST(MemoryBudget, OfASessionComesBackWhenItsStreamsAreGone) {
  Pair pair;
  const auto exchange = [&pair] {
    const int id = pair.client.Request(Get(), kEndStream);
    pair.Run();
    pair.server.Respond(id, Ok());
    pair.server.Send(id, std::string(100'000, 'x'));
    pair.Run();
  };
  exchange();
  const size_t before = pair.server->memory_used();
  for (int i = 0; i < 50; ++i)
    exchange();
  EXPECT_LE(pair.server->memory_used(), before + 1000);
}

// Moves all but the last bytes of the server's output to the client.
void CarryAllBut(Pair& pair, size_t rest) {
  Outbound& outbound = pair.server->outbound();
  pair.server->Fill(64 * 1024);
  std::string bytes(outbound.pending() - rest, 0);
  outbound.CopyOut(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size());
  outbound.Acknowledge(bytes.size(), pair.server->events());
  pair.client.Receive(bytes);
  pair.server.TakeEvents();
}

TEST(MemoryBudget, DoesNotGrowWithAnswersToAPeerThatNeverTakesAll) {
  Pair pair;
  const auto exchange = [&pair] {
    const int id = pair.client.Request(Get(), kEndStream);
    pair.server.Receive(pair.client.TakeOutput());
    pair.server.Respond(id, Ok());
    pair.server.Send(id, "1");
    CarryAllBut(pair, 9);
  };
  for (int i = 0; i < 10; ++i)
    exchange();
  const size_t before = pair.server->memory_used();
  for (int i = 0; i < 10'000; ++i)
    exchange();
  EXPECT_LE(pair.server->memory_used(), before + 1000);
}

TEST(MemoryBudget, CountsEventsThatNobodyHasTaken) {
  Pair pair;
  const size_t before = pair.client->memory_used();
  const std::string frame = Frame(6, 0, 0, "12345678");
  const std::string many = Repeat(frame, 1000);
  pair.client->Receive({reinterpret_cast<const uint8_t*>(many.data()), many.size()});
  EXPECT_GT(pair.client->memory_used(), before + 1000 * sizeof(Event));
}

}  // namespace
}  // namespace http2::test
