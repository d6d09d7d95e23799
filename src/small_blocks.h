// Memory of up to 512 bytes that the sessions of a thread take and give back all the time: nghttp2
// allocates it for a stream or a frame. It is used again at once, which costs less than the
// system's allocator: that one shares what it has with the threads that collect garbage.
//
// Lifetime: whoever takes memory gives it back before the last owner of the blocks is gone. Not for
// use by several threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace http2 {

class SmallBlocks {
 public:
  SmallBlocks() = default;
  SmallBlocks(const SmallBlocks&) = delete;
  SmallBlocks& operator=(const SmallBlocks&) = delete;
  SmallBlocks(SmallBlocks&&) = delete;
  SmallBlocks& operator=(SmallBlocks&&) = delete;
  ~SmallBlocks();

  // Memory of any size, aligned for everything; null when there is none.
  void* Take(size_t size);
  // Precondition: `memory` came from Take() of these blocks.
  void GiveBack(void* memory);
  // The bytes that it can hold: no less than was asked for.
  static size_t Capacity(const void* memory);
  // The bytes that it occupies.
  static size_t Footprint(const void* memory);
  // Bytes that are kept for use.
  [[nodiscard]] size_t kept() const { return kept_; }

 private:
  // Before the memory itself.
  struct alignas(16) Head {
    size_t capacity;
  };
  struct Free {
    Free* next;
  };
  static constexpr size_t kStep = 16;
  static constexpr size_t kLargest = 512;
  // Enough for the streams of a few busy connections.
  static constexpr size_t kMaxKept = 1024 * 1024;

  static const Head& HeadOf(const void* memory);
  static void* Allocate(size_t capacity);
  static void Release(void* memory);

  // By capacity, in steps.
  std::array<Free*, kLargest / kStep + 1> free_{};
  size_t kept_ = 0;
};

}  // namespace http2
