// PING (RFC 9113, 6.7), in both directions. nghttp2 acknowledges those of the peer.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>

#include "connection.h"

namespace http2 {

class Ping {
 public:
  explicit Ping(Connection& connection) : connection_(connection) {}

  // 8 bytes. 0, or a negative nghttp2 error.
  int Submit(const uint8_t* payload);
  // A PING of the peer, or its acknowledgement of ours.
  void OnReceived(const nghttp2_ping& frame);

 private:
  Connection& connection_;
};

}  // namespace http2
