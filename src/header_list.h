// The header list that is being received. Blocks of one connection never interleave.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "event.h"

namespace http2 {

class HeaderList {
 public:
  explicit HeaderList(size_t max_fields) : max_fields_(max_fields) {}

  // `max_size`: SETTINGS_MAX_HEADER_LIST_SIZE for the stream of the block, in bytes.
  void Begin(size_t max_size);
  // Counts a field, before anything of it is kept: a compressed block must not blow up memory. The
  // fields that are dropped count too, as they were decoded. False, and the list is empty, when
  // there are too many, or when they are too long.
  bool Count(nghttp2_rcbuf* name, nghttp2_rcbuf* value);
  void Add(nghttp2_rcbuf* name, nghttp2_rcbuf* value, bool sensitive);
  // In bytes, as RFC 9113, 6.5.2 counts them.
  [[nodiscard]] size_t size() const { return size_; }
  // Whoever takes the fields leaves the vector empty.
  std::vector<HeaderField>& fields() { return fields_; }

 private:
  std::vector<HeaderField> fields_;
  size_t max_fields_;
  size_t max_size_ = 0;
  size_t size_ = 0;
  size_t count_ = 0;
};

}  // namespace http2
