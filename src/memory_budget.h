// Counts what nghttp2 allocates for one session, so that a session's memory can be limited.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>

namespace http2 {

class MemoryBudget {
 public:
  MemoryBudget();
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;
  MemoryBudget(MemoryBudget&&) = delete;
  MemoryBudget& operator=(MemoryBudget&&) = delete;
  ~MemoryBudget() = default;

  // The allocator to create an nghttp2 session with. nghttp2 copies the structure, but calls it
  // with a pointer to this budget: the budget must outlive the session and every buffer of it.
  nghttp2_mem* allocator() { return &allocator_; }
  [[nodiscard]] size_t used() const { return used_; }

 private:
  static void* Allocate(size_t size, void* self);
  static void Free(void* memory, void* self);
  static void* AllocateZeroed(size_t count, size_t size, void* self);
  static void* Reallocate(void* memory, size_t size, void* self);

  nghttp2_mem allocator_;
  size_t used_ = 0;
};

}  // namespace http2
