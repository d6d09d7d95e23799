// Messages (RFC 9113, 8.1): the heads and trailers that a session sends and receives. Their bodies
// are body.h's and received_data.h's.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <span>

#include "body.h"
#include "connection.h"
#include "header_list.h"
#include "priorities.h"
#include "reset.h"
#include "stream_timing.h"
#include "streams.h"

namespace http2 {

class Messages {
 public:
  Messages(Connection& connection, Streams& streams, StreamTimings& timings, Body& body,
           Reset& reset, Priorities& priorities)
      : connection_(connection),
        streams_(streams),
        timings_(timings),
        body_(body),
        reset_(reset),
        priorities_(priorities),
        list_(connection.options.max_header_list_pairs) {}

  // ---- Commands: 0 or an id, or a negative nghttp2 error. Flags are bits of MessageFlags.

  // Server: the head of a response.
  int Respond(int32_t id, std::span<const nghttp2_nv> headers, uint32_t flags);
  // Client: the id of the new stream.
  int Request(std::span<const nghttp2_nv> headers, uint32_t flags);
  // Server: the id of the promised stream.
  int PushPromise(int32_t parent, std::span<const nghttp2_nv> headers);
  int Information(int32_t id, std::span<const nghttp2_nv> headers);
  // No fields: END_STREAM in an empty DATA frame.
  int Trailers(int32_t id, std::span<const nghttp2_nv> headers);

  // ---- What nghttp2 reports; results are its own.

  int OnBeginHeaders(const nghttp2_frame& frame);
  int OnHeader(const nghttp2_frame& frame, nghttp2_rcbuf* name, nghttp2_rcbuf* value,
               uint8_t flags);
  // A field that has a character which no field may have: it is dropped, and the message goes on
  // without it.
  int OnInvalidHeader(const nghttp2_frame& frame, nghttp2_rcbuf* name, nghttp2_rcbuf* value);
  void OnHeaders(const nghttp2_frame& frame);
  void OnFrameNotSent(const nghttp2_frame& frame, int error);

 private:
  void BeginBody(Stream& stream, uint32_t flags);
  void RequestNotSent(int32_t id, int error);

  Connection& connection_;
  Streams& streams_;
  StreamTimings& timings_;
  Body& body_;
  Reset& reset_;
  Priorities& priorities_;
  HeaderList list_;
};

}  // namespace http2
