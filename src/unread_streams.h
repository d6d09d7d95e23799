// The streams that have closed, and that the program holds because it has not read all of them. The
// peer may open others meanwhile: they count against what it may have until the program lets go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace http2 {

class UnreadStreams {
 public:
  // `bytes`: what the program has of the stream and has not read.
  void Add(int32_t id, size_t bytes) {
    if (streams_.try_emplace(id, bytes).second) bytes_ += bytes;
  }
  // The program has let go of it; nothing happens for one that was not added.
  void Remove(int32_t id) {
    const auto node = streams_.extract(id);
    if (!node.empty()) bytes_ -= node.mapped();
  }
  [[nodiscard]] size_t size() const { return streams_.size(); }
  [[nodiscard]] size_t bytes() const { return bytes_; }

 private:
  std::unordered_map<int32_t, size_t> streams_;
  size_t bytes_ = 0;
};

}  // namespace http2
