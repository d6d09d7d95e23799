// The end of the connection: GOAWAY (RFC 9113, 6.8), in both directions, and what follows from it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <span>

#include "connection.h"
#include "serializer.h"

namespace http2 {

class Shutdown {
 public:
  Shutdown(Connection& connection, Serializer& serializer)
      : connection_(connection), serializer_(serializer) {}

  // ---- Commands: 0, or a negative nghttp2 error

  // `last_stream_id` < 0: the last that was processed.
  int Goaway(uint32_t code, int32_t last_stream_id, std::span<const uint8_t> opaque);
  // A server's GOAWAY with the highest id: the peer is to open no more streams, and those that it
  // has opened meanwhile are still taken.
  int Notice();
  // GOAWAY with what was processed, and nothing after it.
  int Terminate(uint32_t code);

  // Whether the request waits, and is not sent before Terminate() either. When the connection
  // `is_lost`, nothing is sent.
  bool LeavesOut(int32_t id, bool is_lost);

  // Pushes kSessionDone, once, when nghttp2 has ended the connection and its GOAWAY is serialized:
  // a peer that takes nothing must not keep the session.
  void CheckDone();

  void OnReceived(const nghttp2_goaway& frame);
  // GOAWAY was serialized.
  void OnSent();

 private:
  // Serializes what goes out before the GOAWAY that ends the session.
  void FillBefore();

  Connection& connection_;
  Serializer& serializer_;
  // GOAWAY frames that were commanded and not sent yet; any other is nghttp2's own, and its last.
  uint32_t commanded_ = 0;
  bool terminated_ = false;
  bool done_ = false;
};

}  // namespace http2
