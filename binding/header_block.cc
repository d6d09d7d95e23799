#include "header_block.h"

#include <cstring>

namespace http2 {

bool HeaderBlock::Read(napi_env env, napi_value string) {
  size_t size = 0;
  napi_get_value_string_latin1(env, string, text_.data(), text_.size(), &size);
  if (size + 1 == text_.size()) {
    // It may have been cut: ask for its length, and read it again.
    napi_get_value_string_latin1(env, string, nullptr, 0, &size);
    text_.resize(size + 2);
    napi_get_value_string_latin1(env, string, text_.data(), text_.size(), &size);
  }
  auto* begin = reinterpret_cast<uint8_t*>(text_.data());
  return Parse(begin, begin + size);
}

bool HeaderBlock::Parse(uint8_t* at, const uint8_t* end) {
  fields_.clear();
  if (end - at < 2) return false;
  const size_t count = static_cast<size_t>(at[0]) << 8U | at[1];
  at += 2;
  while (at < end) {
    auto* name_end = static_cast<uint8_t*>(std::memchr(at, 0, static_cast<size_t>(end - at)));
    if (name_end == nullptr || name_end == at) return false;
    uint8_t* value = name_end + 1;
    auto* value_end =
        static_cast<uint8_t*>(std::memchr(value, 0, static_cast<size_t>(end - value)));
    if (value_end == nullptr || value_end + 1 >= end || value_end[1] > 1) return false;
    const uint8_t flags = value_end[1] == 1 ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE;
    fields_.push_back(nghttp2_nv{at, value, static_cast<size_t>(name_end - at),
                                 static_cast<size_t>(value_end - value), flags});
    at = value_end + 2;
  }
  return fields_.size() == count;
}

}  // namespace http2
