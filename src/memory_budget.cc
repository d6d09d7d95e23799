#include "memory_budget.h"

#include <cstdlib>

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

void* MemoryBudget::Allocate(size_t size, void* self) {
  void* memory = std::malloc(size);
  if (memory != nullptr) static_cast<MemoryBudget*>(self)->used_ += AllocatedSize(memory);
  return memory;
}

void MemoryBudget::Free(void* memory, void* self) {
  if (memory == nullptr) return;
  static_cast<MemoryBudget*>(self)->used_ -= AllocatedSize(memory);
  std::free(memory);
}

void* MemoryBudget::AllocateZeroed(size_t count, size_t size, void* self) {
  void* memory = std::calloc(count, size);
  if (memory != nullptr) static_cast<MemoryBudget*>(self)->used_ += AllocatedSize(memory);
  return memory;
}

void* MemoryBudget::Reallocate(void* memory, size_t size, void* self) {
  const size_t before = memory == nullptr ? 0 : AllocatedSize(memory);
  void* moved = std::realloc(memory, size);
  if (moved == nullptr) return nullptr;
  size_t& used = static_cast<MemoryBudget*>(self)->used_;
  used = used - before + AllocatedSize(moved);
  return moved;
}

}  // namespace http2
