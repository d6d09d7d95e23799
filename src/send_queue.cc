#include "send_queue.h"

#include <algorithm>
#include <utility>

namespace http2 {

void SendQueue::Push(ChunkRef chunk, bool last_of_write) {
  size_ += chunk->size();
  Item item{std::move(chunk), 0, last_of_write};
  if (first_.chunk) {
    rest_.Push(std::move(item));
  } else {
    first_ = std::move(item);
  }
}

bool SendQueue::HasEmptyChunk() const {
  return first_.chunk && first_.chunk->size() == 0;
}

SendQueue::Slice SendQueue::Take(size_t limit) {
  const size_t left = first_.chunk->size() - first_.offset;
  const size_t part = std::min(limit, left);
  Slice slice{first_.chunk, first_.chunk->data() + first_.offset, part, false};
  first_.offset += part;
  size_ -= part;
  if (part == left) {
    slice.ends_write = first_.last_of_write;
    Shift();
  }
  return slice;
}

size_t SendQueue::FirstWrite(size_t limit) const {
  size_t size = first_.chunk->size() - first_.offset;
  bool ends = first_.last_of_write;
  for (size_t i = 0; !ends && size < limit && i < rest_.size(); ++i) {
    size += rest_[i].chunk->size();
    ends = rest_[i].last_of_write;
  }
  return std::min(size, limit);
}

bool SendQueue::Locate(size_t size) {
  size_t located = 0;
  for (size_t i = 0; located < size; ++i) {
    const Item& item = i == 0 ? first_ : rest_[i - 1];
    if (!item.chunk.get()->Locate()) return false;
    located += item.chunk->size() - item.offset;
  }
  return true;
}

void SendQueue::Shift() {
  if (rest_.empty()) {
    first_ = Item{};
    return;
  }
  first_ = std::move(rest_.front());
  rest_.Pop();
}

void SendQueue::Clear() {
  first_ = Item{};
  rest_.Clear();
  size_ = 0;
}

}  // namespace http2
