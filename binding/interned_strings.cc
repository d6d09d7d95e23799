#include "interned_strings.h"

namespace http2 {

int32_t InternedStrings::Static(const RcBuf& buffer) {
  const auto [entry, added] = static_slots_.try_emplace(buffer.get(), 0);
  if (added) entry->second = Take(buffer.view());
  return entry->second;
}

int32_t InternedStrings::Take(std::string_view text) {
  napi_value string = nullptr;
  napi_create_string_latin1(env_, text.data(), text.size(), &string);
  return slots_.Take(string);
}

}  // namespace http2
