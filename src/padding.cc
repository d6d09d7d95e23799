#include "padding.h"

#include <algorithm>

namespace http2 {

namespace {
constexpr size_t kFrameHeaderSize = 9;
constexpr size_t kAlignment = 8;
}  // namespace

size_t PaddedLength(PaddingStrategy strategy, size_t length, size_t max) {
  switch (strategy) {
    case PaddingStrategy::kMax:
      return max;
    case PaddingStrategy::kAligned: {
      const size_t excess = (length + kFrameHeaderSize) % kAlignment;
      return excess == 0 ? length : std::min(max, length + kAlignment - excess);
    }
    case PaddingStrategy::kNone:
      break;
  }
  return length;
}

}  // namespace http2
