#include "packed_settings.h"

#include <algorithm>
#include <array>

namespace http2 {

namespace {

constexpr std::array kNamed = {
    NGHTTP2_SETTINGS_HEADER_TABLE_SIZE,       NGHTTP2_SETTINGS_ENABLE_PUSH,
    NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE,
    NGHTTP2_SETTINGS_MAX_FRAME_SIZE,          NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE,
    NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL,
};

bool HasName(int32_t id) {
  return std::find(kNamed.begin(), kNamed.end(), id) != kNamed.end();
}

void Pack(std::string& packed, uint32_t id, uint32_t value) {
  for (const int shift : {8, 0})
    packed.push_back(static_cast<char>(id >> shift));
  for (const int shift : {24, 16, 8, 0})
    packed.push_back(static_cast<char>(value >> shift));
}

}  // namespace

std::string PackNamedSettings(nghttp2_session* session, SettingsGetter get) {
  std::string packed;
  for (const nghttp2_settings_id id : kNamed)
    Pack(packed, id, get(session, id));
  return packed;
}

std::string PackCustomSettings(const nghttp2_settings& frame) {
  std::string packed;
  for (size_t i = 0; i < frame.niv; ++i) {
    const nghttp2_settings_entry& entry = frame.iv[i];
    if (!HasName(entry.settings_id)) {
      Pack(packed, static_cast<uint32_t>(entry.settings_id), entry.value);
    }
  }
  return packed;
}

}  // namespace http2
