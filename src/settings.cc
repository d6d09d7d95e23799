#include "settings.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace http2 {

namespace {

using Getter = uint32_t (*)(nghttp2_session*, nghttp2_settings_id);

// A new initial window concerns each stream: so many are gone through in the time of a frame.
constexpr size_t kStreamsAFrame = 8;

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

// The settings with a name that one side of the session has now.
std::string PackNamed(nghttp2_session* session, Getter get) {
  std::string packed;
  for (const nghttp2_settings_id id : kNamed)
    Pack(packed, id, get(session, id));
  return packed;
}

// The settings of the frame that nghttp2 has no use for.
std::string PackCustom(const nghttp2_settings& frame) {
  std::string packed;
  for (size_t i = 0; i < frame.niv; ++i) {
    const nghttp2_settings_entry& entry = frame.iv[i];
    if (!HasName(entry.settings_id)) {
      Pack(packed, static_cast<uint32_t>(entry.settings_id), entry.value);
    }
  }
  return packed;
}

}  // namespace

int Settings::Submit(std::span<const SettingsEntry> entries) {
  std::vector<nghttp2_settings_entry> iv;
  iv.reserve(entries.size());
  for (const SettingsEntry& entry : entries) {
    iv.push_back(nghttp2_settings_entry{entry.id, entry.value});
  }
  // RFC 9218, 2.1: it never changes.
  if (!std::exchange(submitted_, true) && connection_.is_server() &&
      connection_.options.extensible_priorities) {
    iv.push_back(nghttp2_settings_entry{NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1});
  }
  return nghttp2_submit_settings(connection_.nghttp2(), NGHTTP2_FLAG_NONE, iv.data(), iv.size());
}

void Settings::OnReceived(const nghttp2_settings& frame) {
  const size_t concerned = frame.niv > 0 ? connection_.streams.size() / kStreamsAFrame : 0;
  if (!connection_.CountOverhead(1 + concerned)) return;
  nghttp2_session* session = connection_.nghttp2();
  if ((frame.hd.flags & NGHTTP2_FLAG_ACK) != 0) {
    connection_.events.PushText(EventType::kSettingsAck, 0, 0, 0,
                                PackNamed(session, nghttp2_session_get_local_settings));
  } else {
    connection_.events.PushText(
        EventType::kSettings, 0, 0, 0,
        PackNamed(session, nghttp2_session_get_remote_settings) + PackCustom(frame));
  }
}

}  // namespace http2
