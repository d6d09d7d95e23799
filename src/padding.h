// Decides how much a HEADERS or DATA frame is padded (RFC 9113, 6.1).
#pragma once

#include <cstddef>

#include "options.h"

namespace http2 {

// The payload length to use, from `length` to `max`.
size_t PaddedLength(PaddingStrategy strategy, size_t length, size_t max);

}  // namespace http2
