// The heads of the frames that a peer sends, read beside nghttp2: of frames that it ignores, DATA
// of a stream that is gone and extensions that it does not know, nghttp2 says nothing.
#pragma once

#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace http2 {

class FrameHeads {
 public:
  // `preface`: the number of bytes before the first frame.
  explicit FrameHeads(size_t preface) : payload_(preface) {}

  // Reads on up to the end of the next head, and not beyond `bytes`. Returns the number of bytes
  // that were read. When they end with a head, complete() is true.
  size_t Read(std::span<const uint8_t> bytes) {
    const size_t skipped = std::min(payload_, bytes.size());
    payload_ -= skipped;
    const size_t taken = std::min(kHeadSize - size_, bytes.size() - skipped);
    std::copy_n(bytes.begin() + static_cast<ptrdiff_t>(skipped), taken,
                head_.begin() + static_cast<ptrdiff_t>(size_));
    size_ += taken;
    complete_ = size_ == kHeadSize;
    if (complete_) {
      size_ = 0;
      payload_ = Number(0, 3);
    }
    return skipped + taken;
  }
  [[nodiscard]] bool complete() const { return complete_; }
  // Precondition: complete().
  [[nodiscard]] uint8_t type() const { return head_[3]; }
  [[nodiscard]] nghttp2_frame_hd head() const {
    return {.length = Number(0, 3),
            .stream_id = static_cast<int32_t>(Number(5, 4) & 0x7fffffffU),
            .type = head_[3],
            .flags = head_[4],
            .reserved = 0};
  }

 private:
  // RFC 9113, 4.1.
  static constexpr size_t kHeadSize = 9;

  [[nodiscard]] uint32_t Number(size_t at, size_t size) const {
    uint32_t number = 0;
    for (size_t i = at; i < at + size; ++i)
      number = (number << 8U) | head_[i];
    return number;
  }

  std::array<uint8_t, kHeadSize> head_{};
  size_t size_ = 0;
  // The bytes before the next head.
  size_t payload_;
  bool complete_ = false;
};

}  // namespace http2
