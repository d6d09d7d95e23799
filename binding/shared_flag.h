// A flag that JavaScript raises without a call: the first element of an Int32Array.
#pragma once

#include <napi.h>

#include <cstdint>
#include <utility>

namespace http2 {

class SharedFlag {
 public:
  // Precondition: a handle scope is open.
  explicit SharedFlag(Napi::Env env)
      : array_(Napi::Persistent(Napi::Int32Array::New(env, 1))), flag_(array_.Value().Data()) {}

  [[nodiscard]] Napi::Int32Array array() const { return array_.Value(); }
  // Whether it was raised. Lowers it.
  bool Take() { return std::exchange(*flag_, 0) != 0; }

 private:
  Napi::Reference<Napi::Int32Array> array_;
  int32_t* flag_;
};

}  // namespace http2
