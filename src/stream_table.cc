#include "stream_table.h"

#include <uv.h>

#include <utility>

namespace http2 {

namespace {
constexpr size_t kFirstCapacity = 8;
// Larger tables shrink when they are nearly empty: a peer may have had thousands of streams.
constexpr size_t kLarge = 1024;
}  // namespace

// std::random_device asks the processor what it can, which takes longer on a virtual machine than
// all else that a connection costs the engine.
uint64_t StreamTable::RandomOdd() {
  uint64_t number = 0;
  // Without a callback it is synchronous. It fails on no system that has entropy; then the
  // multiplier is the golden ratio's, which only spreads ids.
  if (uv_random(nullptr, nullptr, &number, sizeof(number), 0, nullptr) != 0) {
    number = 0x9E3779B97F4A7C15U;
  }
  return number | 1U;
}

size_t StreamTable::Locate(int32_t id) const {
  size_t at = Home(id);
  while (slots_[at] && slots_[at]->id() != id)
    at = (at + 1) & (slots_.size() - 1);
  return at;
}

Stream* StreamTable::Find(int32_t id) const {
  return slots_.empty() ? nullptr : slots_[Locate(id)].get();
}

Stream* StreamTable::Insert(int32_t id) {
  if (slots_.empty()) Resize(kFirstCapacity);
  if ((size_ + 1) * 4 > slots_.size() * 3) Resize(slots_.size() * 2);
  std::unique_ptr<Stream>& slot = slots_[Locate(id)];
  slot = std::make_unique<Stream>(id);
  ++size_;
  return slot.get();
}

void StreamTable::Erase(int32_t id) {
  if (slots_.empty()) return;
  size_t hole = Locate(id);
  if (!slots_[hole]) return;
  slots_[hole].reset();
  --size_;
  // Move back what was pushed beyond the hole, so that no search ends there too early.
  const size_t mask = slots_.size() - 1;
  for (size_t at = (hole + 1) & mask; slots_[at]; at = (at + 1) & mask) {
    const size_t home = Home(slots_[at]->id());
    if (((at - home) & mask) >= ((at - hole) & mask)) {
      slots_[hole] = std::move(slots_[at]);
      hole = at;
    }
  }
  if (slots_.size() > kLarge && size_ < slots_.size() / 8) Resize(slots_.size() / 2);
}

void StreamTable::Resize(size_t capacity) {
  std::vector<std::unique_ptr<Stream>> old = std::move(slots_);
  slots_ = std::vector<std::unique_ptr<Stream>>(capacity);
  for (auto& stream : old) {
    if (stream) slots_[Locate(stream->id())] = std::move(stream);
  }
}

}  // namespace http2
