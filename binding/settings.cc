// Settings: see src/settings.h.
#include "settings.h"

#include <vector>

#include "session_wrap.h"

namespace http2 {

// (Uint32Array of ids and values in turn)
int SessionWrap::SubmitSettings(const Napi::CallbackInfo& info) {
  const auto array = info[0].As<Napi::Uint32Array>();
  std::vector<SettingsEntry> entries;
  for (size_t i = 0; i + 1 < array.ElementLength(); i += 2) {
    entries.push_back(SettingsEntry{static_cast<int32_t>(array[i]), array[i + 1]});
  }
  return session_->settings().Submit(entries);
}

}  // namespace http2
