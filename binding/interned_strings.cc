#include "interned_strings.h"

namespace http2 {

InternedStrings::InternedStrings(Napi::Env env)
    : env_(env), array_(Napi::Persistent(Napi::Array::New(env))) {}

int32_t InternedStrings::Static(const RcBuf& buffer) {
  const auto [entry, added] = static_slots_.try_emplace(buffer.get(), 0);
  if (added) {
    entry->second = NextSlot();
    Store(entry->second, buffer.view());
  }
  return entry->second;
}

int32_t InternedStrings::Take(std::string_view text) {
  const int32_t slot = NextSlot();
  Store(slot, text);
  return slot;
}

void InternedStrings::Recycle() {
  if (given_back_.empty()) return;
  free_.insert(free_.end(), given_back_.begin(), given_back_.end());
  given_back_.clear();
}

int32_t InternedStrings::NextSlot() {
  if (free_.empty()) return size_++;
  const int32_t slot = free_.back();
  free_.pop_back();
  return slot;
}

void InternedStrings::Store(int32_t slot, std::string_view text) {
  napi_value string = nullptr;
  napi_create_string_latin1(env_, text.data(), text.size(), &string);
  napi_set_element(env_, array_.Value(), static_cast<uint32_t>(slot), string);
}

}  // namespace http2
