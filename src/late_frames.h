// Frames that come for a stream that is gone, and frames of types that nobody knows.
//
// nghttp2 says nothing of the frames that it ignores, so their heads are read beside it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "connection.h"
#include "frame_heads.h"
#include "serializer.h"

namespace http2 {

class LateFrames {
 public:
  LateFrames(Connection& connection, Serializer& serializer)
      : connection_(connection),
        serializer_(serializer),
        heads_(connection.is_server() ? NGHTTP2_CLIENT_MAGIC_LEN : 0) {}

  // Moves `read` to the end of the next head that has to be examined; false, and to the end of
  // `bytes`, when there is none. nghttp2 acts on a head as soon as it has all of it: it may have
  // what comes before the head's last byte, then Examine() is called, then it may have the rest.
  bool Find(std::span<const uint8_t> bytes, size_t& read);
  // May fail the session.
  void Examine();
  // Nothing is examined of HEADERS: nghttp2 reports all of them. The result is nghttp2's.
  int OnBeginFrame(const nghttp2_frame_hd& head);

 private:
  [[nodiscard]] bool Concerns(uint8_t type) const;
  [[nodiscard]] bool OpensStream(int32_t id) const;
  bool OnFrameOfNoStream(const nghttp2_frame_hd& head);

  Connection& connection_;
  Serializer& serializer_;
  FrameHeads heads_;
};

}  // namespace http2
