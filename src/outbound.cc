#include "outbound.h"

#include <algorithm>
#include <cstring>

#include "copied_chunk.h"

namespace http2 {

namespace {
// Below this size copying costs less than one more slice in writev.
constexpr size_t kCopyLimit = 1024;
}  // namespace

void Outbound::AppendCopy(const uint8_t* data, size_t size) {
  while (size > 0) {
    if (block_room_ == 0) {
      Block* block = pool_.Take();
      block_ = ChunkRef(block);
      block_end_ = block->writable();
      block_room_ = block->capacity();
    }
    const size_t part = std::min(size, block_room_);
    std::memcpy(block_end_, data, part);
    Append(block_, block_end_, part);
    block_end_ += part;
    block_room_ -= part;
    data += part;
    size -= part;
  }
}

void Outbound::AppendPayload(const ChunkRef& chunk, const uint8_t* data, size_t size) {
  if (size <= kCopyLimit) {
    AppendCopy(data, size);
  } else {
    Append(chunk, data, size);
    has_lent_ |= chunk->lent();
  }
}

void Outbound::Own() {
  if (!has_lent_) return;
  has_lent_ = false;
  for (size_t i = 0; i < segments_.size(); ++i) {
    Segment& segment = segments_[i];
    if (!segment.owner->lent()) continue;
    segment.owner = CopiedChunk::CopyOf(segment.data, segment.size);
    segment.data = segment.owner->data();
  }
}

void Outbound::AppendZeros(size_t size) {
  static constexpr uint8_t kZeros[256] = {};
  AppendCopy(kZeros, size);
}

void Outbound::Append(const ChunkRef& owner, const uint8_t* data, size_t size) {
  pending_ += size;
  appended_ += size;
  if (!segments_.empty()) {
    Segment& last = segments_.back();
    if (last.owner.get() == owner.get() && last.data + last.size == data) {
      last.size += size;
      return;
    }
  }
  segments_.Push(Segment{owner, data, size});
}

void Outbound::AddReceipt(EventType type, int32_t id, int32_t a, int32_t b) {
  receipts_.Push(Receipt{appended_, type, id, a, b});
}

size_t Outbound::Gather(iovec* slices, size_t capacity) const {
  const size_t count = std::min(capacity, segments_.size());
  for (size_t i = 0; i < count; ++i) {
    const Segment& segment = segments_[i];
    // iovec is not const-correct; writev only reads.
    slices[i].iov_base = const_cast<uint8_t*>(segment.data);
    slices[i].iov_len = segment.size;
  }
  return count;
}

size_t Outbound::CopyOut(uint8_t* to, size_t capacity) {
  size_t copied = 0;
  for (size_t i = 0; i < segments_.size() && copied < capacity; ++i) {
    const size_t part = std::min(segments_[i].size, capacity - copied);
    std::memcpy(to + copied, segments_[i].data, part);
    copied += part;
  }
  Drop(copied);
  return copied;
}

void Outbound::Consume(size_t size, EventQueue& events) {
  Drop(size);
  Acknowledge(size, events);
}

void Outbound::Acknowledge(size_t size, EventQueue& events) {
  if (size > 0) progress_.HandedOver(handed_over_);
  handed_over_ += size;
  CashReceipts(events);
}

void Outbound::Drop(size_t size) {
  pending_ -= size;
  while (size > 0) {
    Segment& segment = segments_.front();
    const size_t part = std::min(size, segment.size);
    segment.data += part;
    segment.size -= part;
    size -= part;
    if (segment.size == 0) segments_.Pop();
  }
  if (!segments_.empty()) return;
  has_lent_ = false;
  // An idle session holds no block.
  block_ = ChunkRef();
  block_room_ = 0;
}

void Outbound::CashReceipts(EventQueue& events) {
  while (!receipts_.empty() && receipts_.front().position <= handed_over_) {
    const Receipt& receipt = receipts_.front();
    events.Push(receipt.type, receipt.id, receipt.a, receipt.b);
    receipts_.Pop();
  }
}

void Outbound::Clear() {
  Drop(pending_);
  receipts_.Clear();
}

}  // namespace http2
