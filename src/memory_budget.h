// Counts what nghttp2 allocates for one session, so that the session's memory can be limited.
//
// Three quarters of what an idle session would have is the buffer in which nghttp2 puts a frame
// together. A server's holds something only while nghttp2_session_mem_send() is at work and until
// the result of that was copied; so the sessions of a thread can share one. A client's holds the
// connection preface from the start.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>

#include "small_blocks.h"

namespace http2 {

class MemoryBudget {
 public:
  // The blocks must outlive the budget.
  explicit MemoryBudget(SmallBlocks& blocks);
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;
  MemoryBudget(MemoryBudget&&) = delete;
  MemoryBudget& operator=(MemoryBudget&&) = delete;
  ~MemoryBudget() = default;

  // The allocator to create an nghttp2 session with. nghttp2 copies the structure, but calls it
  // with a pointer to this budget: the budget must outlive the session and every buffer of it.
  nghttp2_mem* allocator() { return &allocator_; }
  [[nodiscard]] size_t used() const { return used_; }
  // There was no memory when nghttp2 wanted some. It may have left undone whatever it needed that
  // for, and not all of its functions say so.
  [[nodiscard]] bool exhausted() const { return exhausted_; }

  // The size of that buffer: a frame as large as every peer takes, and what stands before it. A
  // version of nghttp2 that wants another size gets a buffer of the session's own.
  static constexpr size_t kFrameBufferSize = 9 + 1 + 16384;
  // While a session is being created, nothing else has that size: then `buffer` is given to the
  // first that asks for so much. It must outlive the session.
  void OfferFrameBuffer(uint8_t* buffer) { offered_ = buffer; }
  void WithdrawOffer() { offered_ = nullptr; }

 private:
  static void* Allocate(size_t size, void* self);
  static void Free(void* memory, void* self);
  static void* AllocateZeroed(size_t count, size_t size, void* self);
  static void* Reallocate(void* memory, size_t size, void* self);
  void* MoveFrameBuffer(size_t size);

  SmallBlocks& blocks_;
  nghttp2_mem allocator_;
  uint8_t* offered_ = nullptr;
  // The buffer that was offered and taken.
  uint8_t* shared_ = nullptr;
  size_t used_ = 0;
  bool exhausted_ = false;
};

}  // namespace http2
