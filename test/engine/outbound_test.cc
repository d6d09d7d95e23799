// The bytes on their way to the wire, and the receipts between them.
#include "outbound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "block_pool.h"
#include "copied_chunk.h"
#include "event_queue.h"
#include "lent_chunk.h"

namespace http2::test {
namespace {

const uint8_t* Data(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

class OutboundTest : public ::testing::Test {
 protected:
  void Copy(std::string_view text) { outbound_.AppendCopy(Data(text), text.size()); }

  void Lend(const std::string& text) {
    const ChunkRef chunk = CopiedChunk::CopyOf(Data(text), text.size());
    outbound_.AppendPayload(chunk, chunk->data(), chunk->size());
  }

  std::string Gathered() {
    std::array<iovec, 64> slices{};
    std::string text;
    const size_t count = outbound_.Gather(slices.data(), slices.size());
    for (size_t i = 0; i < count; ++i) {
      text.append(static_cast<const char*>(slices[i].iov_base), slices[i].iov_len);
    }
    return text;
  }

  std::vector<int32_t> Cashed() {
    std::vector<int32_t> ids;
    for (; !events_.empty(); events_.Pop())
      ids.push_back(events_.front().id);
    return ids;
  }

  BlockPool pool_{16, 2};
  EventQueue events_;
  Outbound outbound_{pool_};
};

TEST_F(OutboundTest, KeepsTheOrderOfCopiesAndLoans) {
  const std::string payload(2000, 'p');
  Copy("head");
  Lend(payload);
  Copy("tail");
  EXPECT_EQ(outbound_.pending(), 2008U);
  EXPECT_TRUE(Gathered() == "head" + payload + "tail");
}

TEST_F(OutboundTest, JoinsWhatLiesTogether) {
  Copy("one");
  Copy("two");
  std::array<iovec, 4> slices{};
  EXPECT_EQ(outbound_.Gather(slices.data(), slices.size()), 1U);
}

TEST_F(OutboundTest, SpreadsALongCopyOverBlocks) {
  const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
  Copy(text);
  EXPECT_EQ(pool_.in_use(), 3U);
  EXPECT_EQ(Gathered(), text);
}

TEST_F(OutboundTest, GathersNoMoreThanItIsAskedFor) {
  for (int i = 0; i < 3; ++i)
    Lend(std::string(2000, 'x'));
  std::array<iovec, 2> slices{};
  EXPECT_EQ(outbound_.Gather(slices.data(), slices.size()), 2U);
}

TEST_F(OutboundTest, ConsumesInPartsAndGivesBlocksBack) {
  Copy("0123456789abcdefghij");
  outbound_.Consume(3, events_);
  EXPECT_EQ(Gathered(), "3456789abcdefghij");
  outbound_.Consume(13, events_);
  EXPECT_EQ(pool_.in_use(), 1U);
  EXPECT_EQ(Gathered(), "ghij");
  outbound_.Consume(4, events_);
  EXPECT_TRUE(outbound_.empty());
  EXPECT_EQ(pool_.in_use(), 0U);
}

TEST_F(OutboundTest, CashesAReceiptWithTheLastByteBeforeIt) {
  Copy("abc");
  outbound_.AddReceipt(EventType::kWritten, 1);
  Copy("def");
  outbound_.AddReceipt(EventType::kWritten, 2);
  outbound_.AddReceipt(EventType::kStreamClose, 3);
  outbound_.Consume(2, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{}));
  outbound_.Consume(1, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{1}));
  outbound_.Consume(2, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{}));
  outbound_.Consume(1, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{2, 3}));
}

TEST_F(OutboundTest, CashesAReceiptOfNothingAtOnce) {
  outbound_.AddReceipt(EventType::kWritten, 1);
  outbound_.Acknowledge(0, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{1}));
}

TEST_F(OutboundTest, CountsWhatWasCopiedOutOnlyWhenItIsAcknowledged) {
  std::array<uint8_t, 8> room{};
  Copy("0123456789");
  outbound_.AddReceipt(EventType::kWritten, 1);
  EXPECT_EQ(outbound_.CopyOut(room.data(), room.size()), 8U);
  EXPECT_EQ(outbound_.CopyOut(room.data(), room.size()), 2U);
  EXPECT_TRUE(outbound_.empty());
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{}));
  outbound_.Acknowledge(8, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{}));
  outbound_.Acknowledge(2, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{1}));
}

TEST_F(OutboundTest, DropsEverythingAndCashesNothing) {
  Copy("0123456789abcdefghij");
  outbound_.AddReceipt(EventType::kWritten, 1);
  outbound_.Clear();
  EXPECT_EQ(pool_.in_use(), 0U);
  outbound_.Acknowledge(20, events_);
  EXPECT_EQ(Cashed(), (std::vector<int32_t>{}));
}

TEST_F(OutboundTest, HoldsManySegmentsWhileItIsConsumedByteByByte) {
  std::string text;
  for (int i = 0; i < 1500; ++i) {
    const std::string part(1025, static_cast<char>('a' + i % 26));
    Lend(part);
    text += part;
  }
  std::string taken;
  std::array<uint8_t, 1024> room{};
  while (!outbound_.empty()) {
    const size_t size = outbound_.CopyOut(room.data(), room.size());
    taken.append(reinterpret_cast<const char*>(room.data()), size);
  }
  EXPECT_TRUE(taken == text);
}

TEST_F(OutboundTest, NeedsNoMoreMemoryForAPeerThatNeverTakesAll) {
  size_t most = 0;
  Copy("first answer");
  for (int32_t id = 1; id < 100'000; ++id) {
    outbound_.AddReceipt(EventType::kStreamClose, id);
    Copy("other answer");
    outbound_.Consume(12, events_);
    ASSERT_EQ(Cashed(), (std::vector<int32_t>{id}));
    most = std::max(most, outbound_.memory());
  }
  EXPECT_LT(most, 1024U);
}

TEST_F(OutboundTest, CountsItsReceiptsAsMemory) {
  Copy("1");
  for (int32_t id = 0; id < 1000; ++id)
    outbound_.AddReceipt(EventType::kStreamClose, id);
  EXPECT_GT(outbound_.memory(), 1000 * 20U);
  outbound_.Consume(1, events_);
  EXPECT_LT(outbound_.memory(), 1000U);
}

TEST_F(OutboundTest, OwnsWhatIsLeftOfLentMemory) {
  const std::string payload(2000, 'p');
  LentMemory memory(payload);
  const ChunkRef chunk = LentChunk::Of(memory);
  Copy("head");
  outbound_.AppendPayload(chunk, chunk->data(), chunk->size());
  Copy("tail");
  outbound_.Consume(500, events_);
  outbound_.Own();
  memory.TakeAway();
  EXPECT_TRUE(Gathered() == std::string(1504, 'p') + "tail");
}

TEST_F(OutboundTest, OwnsLentMemoryThatComesLater) {
  LentMemory first(std::string(2000, '1'));
  LentMemory second(std::string(2000, '2'));
  for (LentMemory* memory : {&first, &second}) {
    const ChunkRef chunk = LentChunk::Of(*memory);
    outbound_.AppendPayload(chunk, chunk->data(), chunk->size());
    outbound_.Own();
    memory->TakeAway();
  }
  EXPECT_TRUE(Gathered() == std::string(2000, '1') + std::string(2000, '2'));
}

TEST_F(OutboundTest, FillsPaddingWithZeros) {
  outbound_.AppendZeros(255);
  outbound_.AppendZeros(0);
  EXPECT_EQ(outbound_.pending(), 255U);
}

}  // namespace
}  // namespace http2::test
