// The header names and values that one connection repeats. nghttp2 hands out the same buffer each
// time the peer refers to an entry of its compression table; while the cache holds the buffer, its
// address stands for its text.
//
// Lifetime: must be cleared before the session whose buffers it holds is destroyed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "interned_strings.h"
#include "rcbuf.h"

namespace http2 {

class NameCache {
 public:
  // The slot of the buffer's string, or -1 when it is not worth one.
  int32_t Find(const RcBuf& buffer, InternedStrings& interned);
  void Clear(InternedStrings& interned);

 private:
  struct Entry {
    RcBuf buffer;
    int32_t slot = -1;
  };

  Entry& Locate(const nghttp2_rcbuf* buffer);
  void Grow();

  std::vector<Entry> entries_;
  size_t used_ = 0;
  size_t bytes_ = 0;  // of text
};

}  // namespace http2
