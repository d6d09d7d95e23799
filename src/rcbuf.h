// A reference to one of nghttp2's counted buffers (a header name or value).
#pragma once

#include <nghttp2/nghttp2.h>

#include <string_view>
#include <utility>

namespace http2 {

class RcBuf {
 public:
  RcBuf() = default;
  explicit RcBuf(nghttp2_rcbuf* buffer) : buffer_(buffer) { nghttp2_rcbuf_incref(buffer_); }
  RcBuf(RcBuf&& other) noexcept : buffer_(std::exchange(other.buffer_, nullptr)) {}
  RcBuf& operator=(RcBuf&& other) noexcept {
    std::swap(buffer_, other.buffer_);
    return *this;
  }
  RcBuf(const RcBuf&) = delete;
  RcBuf& operator=(const RcBuf&) = delete;
  ~RcBuf() {
    if (buffer_ != nullptr) nghttp2_rcbuf_decref(buffer_);
  }

  [[nodiscard]] nghttp2_rcbuf* get() const { return buffer_; }
  // True for the entries of HPACK's static table, which live as long as the program.
  [[nodiscard]] bool is_static() const { return nghttp2_rcbuf_is_static(buffer_) != 0; }
  [[nodiscard]] std::string_view view() const {
    const nghttp2_vec vec = nghttp2_rcbuf_get_buf(buffer_);
    return {reinterpret_cast<const char*>(vec.base), vec.len};
  }

 private:
  nghttp2_rcbuf* buffer_ = nullptr;
};

}  // namespace http2
