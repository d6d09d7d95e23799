// Opens and closes the streams of a session.
#pragma once

#include <cstddef>
#include <cstdint>

#include "connection.h"
#include "serializer.h"
#include "stream_timing.h"

namespace http2 {

class Streams {
 public:
  Streams(Connection& connection, const Serializer& serializer, StreamTimings& timings)
      : connection_(connection), serializer_(serializer), timings_(timings) {}

  // Null when there is none.
  [[nodiscard]] Stream* Find(int32_t id) const { return connection_.streams.Find(id); }
  [[nodiscard]] size_t size() const { return connection_.streams.size(); }
  // Whether the peer may open one more.
  [[nodiscard]] bool HasRoom() const;
  Stream& Open(int32_t id);
  // The id of the next stream that we open. 0, or a negative nghttp2 error.
  int SetNextId(int32_t id);
  // nghttp2 has closed the stream: pushes kStreamClose, and forgets it.
  void Close(int32_t id, uint32_t code);
  // The stream was never on the wire, or is no more.
  void Forget(int32_t id);
  // RST_STREAM passed, in either direction: the stream's close follows at once.
  void NoteReset(int32_t id, bool by_peer) {
    reset_id_ = id;
    reset_by_peer_ = by_peer;
  }

 private:
  void Remember(int32_t id, uint32_t code);

  Connection& connection_;
  const Serializer& serializer_;
  StreamTimings& timings_;
  // The stream of the last RST_STREAM.
  int32_t reset_id_ = 0;
  bool reset_by_peer_ = false;
};

}  // namespace http2
