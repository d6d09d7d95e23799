#include "header_list.h"

namespace http2 {

namespace {
// RFC 9113, 6.5.2: a field counts its name, its value and 32 bytes.
constexpr size_t kFieldOverhead = 32;
}  // namespace

void HeaderList::Begin(size_t max_size) {
  fields_.clear();
  max_size_ = max_size;
  size_ = 0;
  count_ = 0;
}

bool HeaderList::Count(nghttp2_rcbuf* name, nghttp2_rcbuf* value) {
  size_ += nghttp2_rcbuf_get_buf(name).len + nghttp2_rcbuf_get_buf(value).len + kFieldOverhead;
  if (count_++ < max_fields_ && size_ <= max_size_) return true;
  fields_.clear();
  return false;
}

void HeaderList::Add(nghttp2_rcbuf* name, nghttp2_rcbuf* value, bool sensitive) {
  fields_.push_back(HeaderField{RcBuf(name), RcBuf(value), sensitive});
}

}  // namespace http2
