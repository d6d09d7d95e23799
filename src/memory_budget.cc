#include "memory_budget.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

namespace http2 {

namespace {

size_t AllocatedSize(void* memory) {
#if defined(__APPLE__)
  return malloc_size(memory);
#else
  return malloc_usable_size(memory);
#endif
}

}  // namespace

MemoryBudget::MemoryBudget() : allocator_{this, Allocate, Free, AllocateZeroed, Reallocate} {}

void* MemoryBudget::Allocate(size_t size, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (self->offered_ != nullptr && size == kFrameBufferSize) {
    self->shared_ = std::exchange(self->offered_, nullptr);
    return self->shared_;
  }
  void* memory = std::malloc(size);
  if (memory != nullptr) self->used_ += AllocatedSize(memory);
  return memory;
}

void MemoryBudget::Free(void* memory, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (memory == nullptr || memory == self->shared_) return;
  self->used_ -= AllocatedSize(memory);
  std::free(memory);
}

void* MemoryBudget::AllocateZeroed(size_t count, size_t size, void* data) {
  void* memory = std::calloc(count, size);
  if (memory != nullptr) static_cast<MemoryBudget*>(data)->used_ += AllocatedSize(memory);
  return memory;
}

void* MemoryBudget::Reallocate(void* memory, size_t size, void* data) {
  auto* self = static_cast<MemoryBudget*>(data);
  if (memory == nullptr) return Allocate(size, self);
  if (memory == self->shared_) return self->MoveFrameBuffer(size);
  const size_t before = AllocatedSize(memory);
  void* moved = std::realloc(memory, size);
  if (moved == nullptr) return nullptr;
  self->used_ = self->used_ - before + AllocatedSize(moved);
  return moved;
}

// One of another size is the session's own.
void* MemoryBudget::MoveFrameBuffer(size_t size) {
  void* moved = Allocate(size, this);
  if (moved != nullptr) std::memcpy(moved, shared_, std::min(size, kFrameBufferSize));
  return moved;
}

}  // namespace http2
