#include "frame_heads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace http2 {
namespace {

// A line for each head that is found when the bytes come in pieces of `size`.
std::vector<std::string> Heads(const std::vector<uint8_t>& bytes, size_t preface, size_t size) {
  FrameHeads heads(preface);
  std::vector<std::string> lines;
  for (size_t at = 0; at < bytes.size(); at += size) {
    std::span<const uint8_t> piece(bytes.data() + at, std::min(size, bytes.size() - at));
    while (!piece.empty()) {
      piece = piece.subspan(heads.Read(piece));
      if (!heads.complete()) continue;
      const nghttp2_frame_hd head = heads.head();
      lines.push_back(std::to_string(head.type) + ' ' + std::to_string(head.flags) + ' ' +
                      std::to_string(head.stream_id) + ' ' + std::to_string(head.length));
    }
  }
  return lines;
}

TEST(FrameHeads, AreFoundInPiecesOfAnySize) {
  const std::vector<uint8_t> bytes{'P', 'R', 'I',  // preface
                                   0,   0,   2,   0,    1, 0,    0,    0,    1,    'a',
                                   'b',                                          // DATA
                                   0,   0,   0,   4,    0, 0,    0,    0,    0,  // SETTINGS
                                   0,   0,   1,   0x10, 0, 0xff, 0xff, 0xff, 0xff, 'x'};
  const std::vector<std::string> expected{"0 1 1 2", "4 0 0 0", "16 0 2147483647 1"};
  for (size_t size = 1; size <= bytes.size(); ++size) {
    EXPECT_EQ(Heads(bytes, 3, size), expected) << "in pieces of " << size;
  }
}

}  // namespace
}  // namespace http2
