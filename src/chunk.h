// A chunk is a run of bytes that waits to be sent. The owner of the memory differs (a copy, a
// pooled block, a buffer lent by JavaScript), so a chunk is counted, and gives its memory back with
// its last reference. Counts are not atomic: a chunk never leaves the thread of its event loop.
//
// Memory that JavaScript has lent is JavaScript's: whenever it runs it may transfer, resize or move
// the memory. Locate() says whether it is still there, and data() is valid until JavaScript runs
// again. All other memory stays as long as its chunk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace http2 {

class Chunk {
 public:
  Chunk(const Chunk&) = delete;
  Chunk& operator=(const Chunk&) = delete;
  Chunk(Chunk&&) = delete;
  Chunk& operator=(Chunk&&) = delete;

  [[nodiscard]] const uint8_t* data() const { return data_; }
  [[nodiscard]] size_t size() const { return size_; }
  // Whether data() is valid only until JavaScript runs.
  [[nodiscard]] bool lent() const { return lent_; }
  // Finds data() again, after JavaScript ran. False: the memory is gone, or shorter than size().
  bool Locate() { return !lent_ || Relocate(); }

 protected:
  enum class Memory : uint8_t { kOwned, kLent };
  Chunk(const uint8_t* data, size_t size, Memory memory = Memory::kOwned)
      : data_(data), size_(size), lent_(memory == Memory::kLent) {}
  virtual ~Chunk() = default;

  void SetSize(size_t size) { size_ = size; }
  void SetData(const uint8_t* data) { data_ = data; }

  // Locate() of lent memory.
  virtual bool Relocate() { return true; }
  // Gives the memory back; called once, with the last reference gone.
  virtual void Release() = 0;

 private:
  friend class ChunkRef;
  const uint8_t* data_;
  size_t size_;
  uint32_t references_ = 0;
  bool lent_;
};

// One reference to a chunk.
class ChunkRef {
 public:
  ChunkRef() = default;
  explicit ChunkRef(Chunk* chunk) : chunk_(chunk) { Acquire(); }
  ChunkRef(const ChunkRef& other) : chunk_(other.chunk_) { Acquire(); }
  ChunkRef(ChunkRef&& other) noexcept : chunk_(std::exchange(other.chunk_, nullptr)) {}
  ChunkRef& operator=(ChunkRef other) noexcept {
    std::swap(chunk_, other.chunk_);
    return *this;
  }
  ~ChunkRef() {
    if (chunk_ != nullptr && --chunk_->references_ == 0) chunk_->Release();
  }

  [[nodiscard]] Chunk* get() const { return chunk_; }
  const Chunk* operator->() const { return chunk_; }
  explicit operator bool() const { return chunk_ != nullptr; }

 private:
  void Acquire() {
    if (chunk_ != nullptr) ++chunk_->references_;
  }

  Chunk* chunk_ = nullptr;
};

}  // namespace http2
