#include "callbacks.h"

#include "session.h"

namespace http2 {

namespace {

Session& From(void* session) {
  return *static_cast<Session*>(session);
}

// ---- Received -----------------------------------------------------------------------------------

int OnBeginFrame(nghttp2_session*, const nghttp2_frame_hd* head, void* data) {
  return From(data).late_frames().OnBeginFrame(*head);
}

int OnBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  return From(data).messages().OnBeginHeaders(*frame);
}

int OnHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
             nghttp2_rcbuf* value, uint8_t flags, void* data) {
  return From(data).messages().OnHeader(*frame, name, value, flags);
}

int OnInvalidHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
                    nghttp2_rcbuf* value, uint8_t, void* data) {
  return From(data).messages().OnInvalidHeader(*frame, name, value);
}

int OnDataChunk(nghttp2_session*, uint8_t, int32_t id, const uint8_t* bytes, size_t size,
                void* data) {
  return From(data).received_data().OnChunk(id, bytes, size);
}

void RouteFrame(Session& session, const nghttp2_frame& frame) {
  switch (frame.hd.type) {
    case NGHTTP2_DATA:
      return session.received_data().OnFrame(frame);
    case NGHTTP2_HEADERS:
    case NGHTTP2_PUSH_PROMISE:
      return session.messages().OnHeaders(frame);
    case NGHTTP2_RST_STREAM:
      return session.reset().OnReceived(frame);
    case NGHTTP2_SETTINGS:
      if ((frame.hd.flags & NGHTTP2_FLAG_ACK) != 0) session.flow_control().SettingsAcknowledged();
      return session.settings().OnReceived(frame.settings);
    case NGHTTP2_PING:
      return session.ping().OnReceived(frame.ping);
    case NGHTTP2_GOAWAY:
      return session.shutdown().OnReceived(frame.goaway);
    case NGHTTP2_WINDOW_UPDATE:
      return session.flow_control().OnWindowUpdate();
    case NGHTTP2_PRIORITY:
      return session.extensions().OnPriority(frame.priority);
    case NGHTTP2_PRIORITY_UPDATE:
      return session.priorities().OnUpdate(frame);
    case NGHTTP2_ALTSVC:
      return session.extensions().OnAltsvc(frame);
    case NGHTTP2_ORIGIN:
      return session.extensions().OnOrigin(frame);
    default:
      session.connection().CountOverhead();
  }
}

int OnFrame(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  Session& session = From(data);
  if (session.flow_control().IsProbe(*frame, false)) {
    session.flow_control().EndProbe();
    return 0;
  }
  ++session.connection().statistics.frames_received;
  RouteFrame(session, *frame);
  return session.connection().failed() ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
}

int OnInvalidFrame(nghttp2_session*, const nghttp2_frame*, int error, void* data) {
  return From(data).connection().OnInvalidFrame(error);
}

// ---- Sent ---------------------------------------------------------------------------------------

int OnFrameSent(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  Session& session = From(data);
  if (session.flow_control().IsProbe(*frame, true)) return 0;
  ++session.connection().statistics.frames_sent;
  const bool is_ack = (frame->hd.flags & NGHTTP2_FLAG_ACK) != 0;
  if (frame->hd.type == NGHTTP2_SETTINGS && !is_ack) session.flow_control().SettingsSent();
  if (frame->hd.type == NGHTTP2_GOAWAY) session.shutdown().OnSent();
  if (frame->hd.type == NGHTTP2_RST_STREAM) session.reset().OnSent(*frame);
  return 0;
}

int OnFrameNotSent(nghttp2_session*, const nghttp2_frame* frame, int error, void* data) {
  From(data).messages().OnFrameNotSent(*frame, error);
  return 0;
}

int SendData(nghttp2_session*, nghttp2_frame* frame, const uint8_t* head, size_t length,
             nghttp2_data_source*, void* data) {
  return From(data).body().Send(*frame, head, length);
}

ssize_t SelectPadding(nghttp2_session*, const nghttp2_frame* frame, size_t max, void* data) {
  const Connection& connection = From(data).connection();
  const size_t length = frame->hd.length;
  PaddingSelector* selector = connection.padding_selector;
  if (selector == nullptr) {
    return static_cast<ssize_t>(PaddedLength(connection.options.padding, length, max));
  }
  const bool asks = frame->hd.type != NGHTTP2_PUSH_PROMISE;
  return static_cast<ssize_t>(asks ? selector->SelectPadding(length, max) : length);
}

// ---- Both ---------------------------------------------------------------------------------------

int OnStreamClose(nghttp2_session*, int32_t id, uint32_t code, void* data) {
  From(data).streams().Close(id, code);
  return 0;
}

}  // namespace

Callbacks MakeCallbacks() {
  nghttp2_session_callbacks* raw = nullptr;
  if (nghttp2_session_callbacks_new(&raw) != 0) return nullptr;
  Callbacks callbacks(raw);
  nghttp2_session_callbacks_set_on_begin_frame_callback(raw, OnBeginFrame);
  nghttp2_session_callbacks_set_on_begin_headers_callback(raw, OnBeginHeaders);
  nghttp2_session_callbacks_set_on_header_callback2(raw, OnHeader);
  nghttp2_session_callbacks_set_on_invalid_header_callback2(raw, OnInvalidHeader);
  nghttp2_session_callbacks_set_on_frame_recv_callback(raw, OnFrame);
  nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(raw, OnInvalidFrame);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(raw, OnDataChunk);
  nghttp2_session_callbacks_set_on_stream_close_callback(raw, OnStreamClose);
  nghttp2_session_callbacks_set_on_frame_send_callback(raw, OnFrameSent);
  nghttp2_session_callbacks_set_on_frame_not_send_callback(raw, OnFrameNotSent);
  nghttp2_session_callbacks_set_send_data_callback(raw, SendData);
  nghttp2_session_callbacks_set_select_padding_callback(raw, SelectPadding);
  return callbacks;
}

}  // namespace http2
