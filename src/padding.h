// Decides how much a HEADERS or DATA frame is padded (RFC 9113, 6.1).
#pragma once

#include <cstddef>

#include "options.h"

namespace http2 {

// Chooses in the place of a strategy.
class PaddingSelector {
 public:
  // Called while a HEADERS or DATA frame is serialized that has room for padding: nothing may be
  // asked of the session meanwhile. The payload length to use, from `length` to `max`.
  virtual size_t SelectPadding(size_t length, size_t max) = 0;

 protected:
  ~PaddingSelector() = default;
};

// The payload length to use, from `length` to `max`.
size_t PaddedLength(PaddingStrategy strategy, size_t length, size_t max);

}  // namespace http2
