// RST_STREAM (RFC 9113, 6.4), in both directions.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>

#include "body.h"
#include "connection.h"
#include "serializer.h"
#include "streams.h"

namespace http2 {

// A reset is sent after what was written, or after that and the end of the body.
enum class BeforeReset : uint8_t { kWritten, kEnd };

class Reset {
 public:
  Reset(Connection& connection, Streams& streams, Body& body, Serializer& serializer)
      : connection_(connection), streams_(streams), body_(body), serializer_(serializer) {}

  // 0, or a negative nghttp2 error.
  int Submit(int32_t id, uint32_t code, BeforeReset before);
  // The peer has more streams than it may have; a session with too many of these fails. The result
  // is nghttp2's.
  int Refuse(int32_t id);
  // The peer asks too much of us with a header block: the stream is reset, and the rest of the
  // block dropped. The result is nghttp2's.
  int DropBlock(int32_t id);

  // RST_STREAM came.
  void OnReceived(const nghttp2_frame& frame);
  // RST_STREAM was serialized.
  void OnSent(const nghttp2_frame& frame);

 private:
  void FillBefore(Stream& stream, uint32_t code);

  Connection& connection_;
  Streams& streams_;
  Body& body_;
  Serializer& serializer_;
};

}  // namespace http2
