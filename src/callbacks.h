// The functions that nghttp2 calls while it parses and serializes. They turn frames into events and
// payloads into slices, and never call out of the engine.
#pragma once

#include <nghttp2/nghttp2.h>

#include <memory>

#include "session.h"

namespace http2 {

class Callbacks {
 public:
  struct Deleter {
    void operator()(nghttp2_session_callbacks* callbacks) const {
      nghttp2_session_callbacks_del(callbacks);
    }
  };
  using Table = std::unique_ptr<nghttp2_session_callbacks, Deleter>;

  static Table Create();
  static ssize_t ReadBody(nghttp2_session*, int32_t id, uint8_t*, size_t length, uint32_t* flags,
                          nghttp2_data_source*, void* session);
  // The peer has more streams than it may have.
  static int RefuseStream(Session& session, int32_t id);

 private:
  static int OnBeginFrame(nghttp2_session*, const nghttp2_frame_hd*, void* session);
  static int OnBeginHeaders(nghttp2_session*, const nghttp2_frame*, void* session);
  static int OnHeader(nghttp2_session*, const nghttp2_frame*, nghttp2_rcbuf* name,
                      nghttp2_rcbuf* value, uint8_t flags, void* session);
  static int OnInvalidHeader(nghttp2_session*, const nghttp2_frame*, nghttp2_rcbuf* name,
                             nghttp2_rcbuf* value, uint8_t flags, void* session);
  static void OnEndStream(Session& session, int32_t id);
  static int OnFrame(nghttp2_session*, const nghttp2_frame*, void* session);
  static int OnInvalidFrame(nghttp2_session*, const nghttp2_frame*, int error, void* session);
  static int OnDataChunk(nghttp2_session*, uint8_t flags, int32_t id, const uint8_t* data,
                         size_t size, void* session);
  static int OnStreamClose(nghttp2_session*, int32_t id, uint32_t code, void* session);
  static int OnFrameSent(nghttp2_session*, const nghttp2_frame*, void* session);
  static int OnFrameNotSent(nghttp2_session*, const nghttp2_frame*, int error, void* session);
  static int SendData(nghttp2_session*, nghttp2_frame*, const uint8_t* head, size_t length,
                      nghttp2_data_source*, void* session);
  static ssize_t SelectPadding(nghttp2_session*, const nghttp2_frame*, size_t max, void* session);

  static void OnHeadersComplete(Session& session, const nghttp2_frame& frame);
  static int CountField(Session& session, const nghttp2_frame& frame, nghttp2_rcbuf* name,
                        nghttp2_rcbuf* value);
  // False, and the session fails, when the peer went too far.
  static bool CountOverhead(Session& session, size_t cost = 1);
  static void OnOverheadFrame(Session& session, const nghttp2_frame& frame);
  static int ResetStream(Session& session, int32_t id);
  static void OnSettings(Session& session, const nghttp2_settings& frame);
  static void OnData(Session& session, const nghttp2_frame& frame);
  static void RequestNotSent(Session& session, int32_t id, int error);
};

}  // namespace http2
