#include "arguments.h"

namespace http2 {

std::span<uint8_t> Bytes(napi_env env, napi_value value) {
  void* data = nullptr;
  size_t size = 0;
  bool matches = false;
  napi_is_buffer(env, value, &matches);
  if (matches) {
    // Any view of an ArrayBuffer passes as a buffer, with its length in bytes.
    napi_get_buffer_info(env, value, &data, &size);
    return {static_cast<uint8_t*>(data), size};
  }
  napi_is_arraybuffer(env, value, &matches);
  if (matches) napi_get_arraybuffer_info(env, value, &data, &size);
  return {static_cast<uint8_t*>(data), size};
}

std::string Latin1(napi_env env, napi_value value) {
  size_t size = 0;
  napi_get_value_string_latin1(env, value, nullptr, 0, &size);
  std::string text(size, '\0');
  napi_get_value_string_latin1(env, value, text.data(), size + 1, &size);
  return text;
}

}  // namespace http2
