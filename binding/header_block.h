// A list of header fields as it crosses from JavaScript: one latin-1 string. Two characters count
// the fields (high byte first); then each field is its name, NUL, its value, NUL, and a character
// that is 1 when the field must never be indexed (RFC 7541, 6.2.3), else 0.
#pragma once

#include <napi.h>
#include <nghttp2/nghttp2.h>

#include <span>
#include <vector>

namespace http2 {

class HeaderBlock {
 public:
  // Reads the string. False when it is not well formed, which happens when a name or value contains
  // a NUL: no field of it is used then, so that none can be smuggled in.
  bool Read(napi_env env, napi_value string);
  // Valid until the next Read().
  [[nodiscard]] std::span<const nghttp2_nv> fields() const { return fields_; }

 private:
  bool Parse(uint8_t* at, const uint8_t* end);

  std::vector<char> text_ = std::vector<char>(4096);
  std::vector<nghttp2_nv> fields_;
};

}  // namespace http2
