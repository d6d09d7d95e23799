// The streams that closed last, and how: a peer that sends HEADERS or DATA for one of them may have
// broken the protocol (RFC 9113, 5.1). A stream that we have reset is not among them: frames of it
// may have been on their way. The ids that a client has skipped are (5.1.1).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace http2 {

// How a stream closed: the peer sent RST_STREAM, or both sides sent END_STREAM, or one with a
// higher id was opened before it.
enum class Closing : uint8_t { kUnknown, kResetByPeer, kEnded, kSkipped };

class ClosedStreams {
 public:
  void Add(int32_t id, Closing closing) {
    const Entry entry{.id = static_cast<uint32_t>(id) & 0x7fffffffU,
                      .ended = closing == Closing::kEnded ? 1U : 0U};
    if (entries_.size() < kCapacity) {
      entries_.push_back(entry);
      return;
    }
    entries_[oldest_] = entry;
    oldest_ = (oldest_ + 1) % kCapacity;
  }
  // kUnknown for a stream that was not added, or so long ago that it was forgotten.
  [[nodiscard]] Closing Find(int32_t id) const {
    const auto found = std::ranges::find_if(
        entries_, [id](const Entry& entry) { return entry.id == static_cast<uint32_t>(id); });
    if (found == entries_.end()) return IsSkipped(id) ? Closing::kSkipped : Closing::kUnknown;
    return found->ended ? Closing::kEnded : Closing::kResetByPeer;
  }
  // The peer opens a stream; its ids rise.
  void Open(int32_t id) {
    if (id > 2 && id - 2 > last_ && skipped_.size() < kMaxSkipped) skipped_.push_back({last_, id});
    last_ = id;
  }
  void Forget(int32_t id) {
    for (Entry& entry : entries_) {
      if (entry.id == static_cast<uint32_t>(id)) entry.id = 0;
    }
  }
  [[nodiscard]] size_t memory() const { return entries_.capacity() * sizeof(Entry); }

 private:
  struct Entry {
    uint32_t id : 31;
    uint32_t ended : 1;
  };
  // A peer that mixes up its streams does so soon; an idle session pays for all of them.
  static constexpr size_t kCapacity = 64;
  // Ids between two that were opened one after the other. Few clients skip any.
  struct Gap {
    int32_t after;
    int32_t before;
  };
  static constexpr size_t kMaxSkipped = 16;

  [[nodiscard]] bool IsSkipped(int32_t id) const {
    return std::ranges::any_of(skipped_,
                               [id](const Gap& gap) { return gap.after < id && id < gap.before; });
  }

  std::vector<Gap> skipped_;
  int32_t last_ = -1;
  std::vector<Entry> entries_;
  size_t oldest_ = 0;
};

}  // namespace http2
