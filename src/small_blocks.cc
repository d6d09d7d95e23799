#include "small_blocks.h"

#include <cstdlib>
#include <memory>
#include <utility>

namespace http2 {

namespace {

// Under a sanitizer nothing is kept: it watches what is given back to the system.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kKeeps = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kKeeps = false;
#else
constexpr bool kKeeps = true;
#endif
#else
constexpr bool kKeeps = true;
#endif

}  // namespace

SmallBlocks::~SmallBlocks() {
  for (Free* first : free_) {
    while (first != nullptr)
      Release(std::exchange(first, first->next));
  }
}

void* SmallBlocks::Take(size_t size) {
  const size_t steps = (size + kStep - 1) / kStep;
  if (steps >= free_.size()) return Allocate(size);
  Free*& first = free_[steps];
  if (first == nullptr) return Allocate(steps * kStep);
  kept_ -= steps * kStep;
  return std::exchange(first, first->next);
}

void SmallBlocks::GiveBack(void* memory) {
  const size_t capacity = Capacity(memory);
  if (!kKeeps || capacity > kLargest || capacity == 0 || kept_ + capacity > kMaxKept) {
    Release(memory);
    return;
  }
  Free*& first = free_[capacity / kStep];
  first = std::construct_at(static_cast<Free*>(memory), Free{first});
  kept_ += capacity;
}

size_t SmallBlocks::Capacity(const void* memory) {
  return HeadOf(memory).capacity;
}

size_t SmallBlocks::Footprint(const void* memory) {
  return Capacity(memory) + sizeof(Head);
}

const SmallBlocks::Head& SmallBlocks::HeadOf(const void* memory) {
  return *(static_cast<const Head*>(memory) - 1);
}

void* SmallBlocks::Allocate(size_t capacity) {
  void* block = std::malloc(sizeof(Head) + capacity);
  if (block == nullptr) return nullptr;
  return std::construct_at(static_cast<Head*>(block), Head{capacity}) + 1;
}

void SmallBlocks::Release(void* memory) {
  std::free(static_cast<Head*>(memory) - 1);
}

}  // namespace http2
