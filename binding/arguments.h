// Reads the arguments of native methods. lib/ has checked them: only the type and the length of
// memory are checked again.
#pragma once

#include <napi.h>

#include <cstdint>
#include <span>
#include <string>

namespace http2 {

inline int32_t Int32(const Napi::CallbackInfo& info, size_t index) {
  int32_t value = 0;
  napi_get_value_int32(info.Env(), info[index], &value);
  return value;
}

inline uint32_t Uint32(const Napi::CallbackInfo& info, size_t index) {
  uint32_t value = 0;
  napi_get_value_uint32(info.Env(), info[index], &value);
  return value;
}

inline double Double(const Napi::CallbackInfo& info, size_t index) {
  double value = 0;
  napi_get_value_double(info.Env(), info[index], &value);
  return value;
}

inline bool Boolean(const Napi::CallbackInfo& info, size_t index) {
  bool value = false;
  napi_get_value_bool(info.Env(), info[index], &value);
  return value;
}

inline napi_value Result(const Napi::CallbackInfo& info, int32_t value) {
  napi_value result = nullptr;
  napi_create_int32(info.Env(), value, &result);
  return result;
}

// A Float64Array for a snapshot of `size` numbers. Empty when it is something else, or shorter:
// then a TypeError is pending, and nothing may be written.
std::span<double> SnapshotArgument(const Napi::CallbackInfo& info, size_t index, size_t size);
// The memory of a Buffer, TypedArray, DataView or ArrayBuffer; empty for anything else.
std::span<uint8_t> Bytes(napi_env env, napi_value value);
// The low bytes of a string's characters.
std::string Latin1(napi_env env, napi_value value);

}  // namespace http2
