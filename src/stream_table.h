// The live streams of a session by their ids: open addressing, because a lookup is made for every
// command and most sessions have few streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "stream.h"

namespace http2 {

class StreamTable {
 public:
  // Precondition: no stream with this id.
  Stream* Insert(int32_t id);
  [[nodiscard]] Stream* Find(int32_t id) const;
  void Erase(int32_t id);
  [[nodiscard]] size_t size() const { return size_; }
  // In bytes, without the streams.
  [[nodiscard]] size_t memory() const { return slots_.size() * sizeof(slots_[0]); }

  template <typename Visitor>
  void ForEach(Visitor visit) const {
    for (const auto& slot : slots_) {
      if (slot) visit(*slot);
    }
  }

 private:
  [[nodiscard]] size_t Home(int32_t id) const {
    // The peer chooses ids, and must not be able to choose those that share a home.
    return static_cast<size_t>((static_cast<uint32_t>(id) * multiplier_) >> 40U) &
           (slots_.size() - 1);
  }
  [[nodiscard]] size_t Locate(int32_t id) const;
  void Resize(size_t capacity);
  static uint64_t RandomOdd();

  std::vector<std::unique_ptr<Stream>> slots_;
  size_t size_ = 0;
  uint64_t multiplier_ = RandomOdd();
};

}  // namespace http2
