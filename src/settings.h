// SETTINGS (RFC 9113, 6.5), in both directions.
//
// Settings cross to JavaScript packed, in the form that a SETTINGS frame gives them (6.5.1), and
// with the event of their frame: when JavaScript sees that event, the session may have parsed
// further frames that change them.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <span>

#include "connection.h"

namespace http2 {

struct SettingsEntry {
  int32_t id;
  uint32_t value;
};

class Settings {
 public:
  explicit Settings(Connection& connection) : connection_(connection) {}

  // The first time, what extensions need is added. 0, or a negative nghttp2 error.
  int Submit(std::span<const SettingsEntry> entries);
  // Settings of the peer, or its acknowledgement of ours.
  void OnReceived(const nghttp2_settings& frame);

 private:
  Connection& connection_;
  bool submitted_ = false;
};

}  // namespace http2
