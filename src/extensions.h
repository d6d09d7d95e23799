// Frames beside those that every session needs: ALTSVC (RFC 7838, 4), ORIGIN (RFC 8336, 2), and
// PRIORITY, which RFC 9113, 5.3 has deprecated. A frame of a further extension belongs here.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <span>
#include <string>

#include "connection.h"

namespace http2 {

class Extensions {
 public:
  explicit Extensions(Connection& connection) : connection_(connection) {}

  // ---- Commands: 0, or a negative nghttp2 error

  int Altsvc(int32_t id, const std::string& origin, const std::string& value);
  int Origin(std::span<const std::string> origins);

  // ---- What came

  void OnAltsvc(const nghttp2_frame& frame);
  void OnOrigin(const nghttp2_frame& frame);
  void OnPriority(const nghttp2_priority& frame);

 private:
  Connection& connection_;
};

}  // namespace http2
