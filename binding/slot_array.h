// An array that JavaScript reads by index: what is put there crosses as a number from then on.
#pragma once

#include <napi.h>

#include <cstdint>
#include <vector>

namespace http2 {

class SlotArray {
 public:
  // Precondition: a handle scope is open, as for every other call but GiveBack().
  explicit SlotArray(Napi::Env env) : env_(env), array_(Napi::Persistent(Napi::Array::New(env))) {}

  [[nodiscard]] Napi::Array value() const { return array_.Value(); }
  // The slot that the value has from now on.
  int32_t Take(napi_value value);
  // A batch that JavaScript has not read yet may still name the slot: it is used again only after
  // Recycle(), which is called when no batch is being read.
  void GiveBack(int32_t slot) { given_back_.push_back(slot); }
  void Recycle();
  // JavaScript finds undefined there.
  void Clear(int32_t slot);

 private:
  int32_t Next();

  Napi::Env env_;
  Napi::Reference<Napi::Array> array_;
  std::vector<int32_t> free_;
  std::vector<int32_t> given_back_;
  int32_t size_ = 0;
};

}  // namespace http2
