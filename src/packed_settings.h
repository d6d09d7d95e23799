// Settings in the form that a SETTINGS frame gives them (RFC 9113, 6.5.1), in which they cross to
// JavaScript.
//
// The values cross with the event of their frame: when JavaScript sees that event, the session may
// have parsed further frames that change them.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <string>

namespace http2 {

using SettingsGetter = uint32_t (*)(nghttp2_session*, nghttp2_settings_id);

// The settings with a name that one side of the session has now.
std::string PackNamedSettings(nghttp2_session* session, SettingsGetter get);
// The settings of the frame that nghttp2 has no use for.
std::string PackCustomSettings(const nghttp2_settings& frame);

}  // namespace http2
