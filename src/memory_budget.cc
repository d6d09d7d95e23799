#include "memory_budget.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace http2 {

MemoryBudget::MemoryBudget(SmallBlocks& blocks)
    : blocks_(blocks), allocator_{this, Allocate, Free, AllocateZeroed, Reallocate} {}

void* MemoryBudget::Allocate(size_t size, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (self->offered_ != nullptr && size == kFrameBufferSize) {
    self->shared_ = std::exchange(self->offered_, nullptr);
    return self->shared_;
  }
  void* memory = self->blocks_.Take(size);
  if (memory == nullptr) {
    self->exhausted_ = true;
    return nullptr;
  }
  self->used_ += SmallBlocks::Footprint(memory);
  return memory;
}

void MemoryBudget::Free(void* memory, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (memory == nullptr || memory == self->shared_) return;
  self->used_ -= SmallBlocks::Footprint(memory);
  self->blocks_.GiveBack(memory);
}

void* MemoryBudget::AllocateZeroed(size_t count, size_t size, void* data) {
  if (size != 0 && count > SIZE_MAX / size) return nullptr;
  void* memory = Allocate(count * size, data);
  if (memory != nullptr) std::memset(memory, 0, count * size);
  return memory;
}

void* MemoryBudget::Reallocate(void* memory, size_t size, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (memory == nullptr) return Allocate(size, self);
  if (memory == self->shared_) return self->MoveFrameBuffer(size);
  void* moved = Allocate(size, self);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, memory, std::min(size, SmallBlocks::Capacity(memory)));
  Free(memory, self);
  return moved;
}

// One of another size is the session's own.
void* MemoryBudget::MoveFrameBuffer(size_t size) {
  void* moved = Allocate(size, this);
  if (moved != nullptr) std::memcpy(moved, shared_, std::min(size, kFrameBufferSize));
  return moved;
}

}  // namespace http2
