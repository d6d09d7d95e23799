#include "arguments.h"

namespace http2 {

std::span<double> SnapshotArgument(const Napi::CallbackInfo& info, size_t index, size_t size) {
  napi_typedarray_type type = napi_int8_array;
  size_t length = 0;
  void* data = nullptr;
  const bool is_array = napi_get_typedarray_info(info.Env(), info[index], &type, &length, &data,
                                                 nullptr, nullptr) == napi_ok;
  if (is_array && type == napi_float64_array && length >= size) {
    return {static_cast<double*>(data), size};
  }
  const std::string text =
      "The snapshot needs a Float64Array of at least " + std::to_string(size) + " numbers";
  Napi::TypeError::New(info.Env(), text).ThrowAsJavaScriptException();
  return {};
}

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
