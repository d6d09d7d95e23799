#include "slot_array.h"

namespace http2 {

namespace {
// This number of free slots keep their values: they are soon used again. More must not hold the
// strings of thousands of connections that are gone.
constexpr size_t kKept = 1024;
}  // namespace

int32_t SlotArray::Take(napi_value value) {
  const int32_t slot = Next();
  napi_set_element(env_, array_.Value(), static_cast<uint32_t>(slot), value);
  return slot;
}

void SlotArray::Recycle() {
  if (given_back_.empty()) return;
  for (const int32_t slot : given_back_) {
    if (free_.size() >= kKept) Clear(slot);
    free_.push_back(slot);
  }
  given_back_.clear();
}

void SlotArray::Clear(int32_t slot) {
  napi_set_element(env_, array_.Value(), static_cast<uint32_t>(slot), env_.Undefined());
}

int32_t SlotArray::Next() {
  if (free_.empty()) return size_++;
  const int32_t slot = free_.back();
  free_.pop_back();
  return slot;
}

}  // namespace http2
