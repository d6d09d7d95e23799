#include "callbacks.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "packed_settings.h"
#include "padding.h"

namespace http2 {

namespace {

// A DATA frame with less, of a stream that nobody reads, costs more than it carries.
constexpr size_t kTinyData = 32;
// So many streams are gone through in the time of a frame.
constexpr size_t kStreamsAFrame = 8;

Session& From(void* session) {
  return *static_cast<Session*>(session);
}

std::string Text(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Origins cross as one text, each with a NUL after it: no origin contains one.
std::string JoinOrigins(const nghttp2_ext_origin& frame) {
  std::string joined;
  for (size_t i = 0; i < frame.nov; ++i) {
    joined.append(reinterpret_cast<const char*>(frame.ov[i].origin), frame.ov[i].origin_len);
    joined.push_back('\0');
  }
  return joined;
}

bool OpensStream(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_HEADERS && frame.headers.cat == NGHTTP2_HCAT_REQUEST;
}

// The stream that a header block is about.
int32_t BlockId(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_PUSH_PROMISE ? frame.push_promise.promised_stream_id
                                               : frame.hd.stream_id;
}

}  // namespace

Callbacks::Table Callbacks::Create() {
  nghttp2_session_callbacks* raw = nullptr;
  if (nghttp2_session_callbacks_new(&raw) != 0) return nullptr;
  Table table(raw);
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
  return table;
}

// The peer asks too much of us: the rest of the block is dropped.
int Callbacks::ResetStream(Session& session, int32_t id) {
  nghttp2_submit_rst_stream(session.handle(), NGHTTP2_FLAG_NONE, id, NGHTTP2_ENHANCE_YOUR_CALM);
  return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

// Too many streams.
int Callbacks::RefuseStream(Session& session, int32_t id) {
  if (!session.limits_.RejectedStream()) {
    session.Fail(kTooManyRejectedStreams);
    return NGHTTP2_ERR_CALLBACK_FAILURE;
  }
  return ResetStream(session, id);
}

// Header blocks for a stream that is gone are decoded and dropped, and nghttp2 1.61 lets a
// peer send them for ever.
int Callbacks::OnBeginFrame(nghttp2_session* handle, const nghttp2_frame_hd* head, void* data) {
  if (head->type != NGHTTP2_HEADERS) return 0;
  Session& session = From(data);
  if (session.streams_.Find(head->stream_id) != nullptr) return 0;
  const bool opens = session.options_.role == Role::kServer &&
                     head->stream_id > nghttp2_session_get_last_proc_stream_id(handle);
  return opens || CountOverhead(session) ? 0 : NGHTTP2_ERR_CALLBACK_FAILURE;
}

int Callbacks::OnBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  Session& session = From(data);
  session.header_fields_.clear();
  session.header_list_size_ = 0;
  session.header_count_ = 0;
  const bool opens = OpensStream(*frame) || frame->hd.type == NGHTTP2_PUSH_PROMISE;
  const int32_t id = BlockId(*frame);
  if (opens && !session.HasRoomForStream()) return RefuseStream(session, id);
  // Informational responses have no end of their own.
  if (!opens && session.memory_used() > session.options_.max_session_memory) {
    return ResetStream(session, id);
  }
  const Stream* stream = opens ? &session.OpenStream(id) : session.streams_.Find(id);
  session.header_list_limit_ =
      stream != nullptr ? stream->max_header_list_size : std::numeric_limits<uint32_t>::max();
  return 0;
}

// RFC 9113, 6.5.2: a field counts its length and 32. Counted before anything is kept, so that a
// compressed block can't blow up memory; of fields that are dropped too, as they were looked at.
int Callbacks::CountField(Session& session, const nghttp2_frame& frame, nghttp2_rcbuf* name,
                          nghttp2_rcbuf* value) {
  session.header_list_size_ +=
      nghttp2_rcbuf_get_buf(name).len + nghttp2_rcbuf_get_buf(value).len + 32;
  if (session.header_count_++ < session.options_.max_header_list_pairs &&
      session.header_list_size_ <= session.header_list_limit_) {
    return 0;
  }
  session.header_fields_.clear();
  return ResetStream(session, BlockId(frame));
}

int Callbacks::OnHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
                        nghttp2_rcbuf* value, uint8_t flags, void* data) {
  Session& session = From(data);
  const int result = CountField(session, *frame, name, value);
  if (result != 0) return result;
  session.header_fields_.push_back(
      HeaderField{RcBuf(name), RcBuf(value), (flags & NGHTTP2_NV_FLAG_NO_INDEX) != 0});
  return 0;
}

// A field with a character that no field may have is dropped, and the message goes on without it.
int Callbacks::OnInvalidHeader(nghttp2_session*, const nghttp2_frame* frame, nghttp2_rcbuf* name,
                               nghttp2_rcbuf* value, uint8_t, void* data) {
  return CountField(From(data), *frame, name, value);
}

void Callbacks::OnHeadersComplete(Session& session, const nghttp2_frame& frame) {
  if (*session.timing_) session.TimeHeaders(BlockId(frame));
  session.CountHeaderList(BlockId(frame));
  if (frame.hd.type == NGHTTP2_PUSH_PROMISE) {
    session.events_.PushHeaders(EventType::kPushPromise, frame.hd.stream_id,
                                frame.push_promise.promised_stream_id, frame.hd.flags,
                                session.header_fields_);
    return;
  }
  session.events_.PushHeaders(EventType::kHeaders, frame.hd.stream_id, frame.headers.cat,
                              frame.hd.flags, session.header_fields_);
}

// Frames that carry nothing for a stream; any number of them is work for us and none for the peer.
bool Callbacks::CountOverhead(Session& session, size_t cost) {
  if (session.limits_.Overhead(cost)) return true;
  nghttp2_session_terminate_session(session.handle(), NGHTTP2_ENHANCE_YOUR_CALM);
  session.Fail(NGHTTP2_ERR_FLOODED);
  return false;
}

void Callbacks::OnSettings(Session& session, const nghttp2_settings& frame) {
  if ((frame.hd.flags & NGHTTP2_FLAG_ACK) != 0) {
    session.events_.PushText(
        EventType::kSettingsAck, 0, 0, 0,
        PackNamedSettings(session.handle(), nghttp2_session_get_local_settings));
  } else {
    session.events_.PushText(
        EventType::kSettings, 0, 0, 0,
        PackNamedSettings(session.handle(), nghttp2_session_get_remote_settings) +
            PackCustomSettings(frame));
  }
}

void Callbacks::OnOverheadFrame(Session& session, const nghttp2_frame& frame) {
  // A new initial window concerns each stream.
  const bool settings = frame.hd.type == NGHTTP2_SETTINGS && frame.settings.niv > 0;
  const size_t cost = 1 + (settings ? session.streams_.size() / kStreamsAFrame : 0);
  if (!CountOverhead(session, cost)) return;
  const bool ack = (frame.hd.flags & NGHTTP2_FLAG_ACK) != 0;
  EventQueue& events = session.events_;
  switch (frame.hd.type) {
    case NGHTTP2_SETTINGS:
      OnSettings(session, frame.settings);
      break;
    case NGHTTP2_PING:
      events.PushText(ack ? EventType::kPingAck : EventType::kPing, 0, 0, 0,
                      Text(frame.ping.opaque_data, sizeof(frame.ping.opaque_data)));
      break;
    case NGHTTP2_GOAWAY:
      events.PushText(EventType::kGoaway, 0, static_cast<int32_t>(frame.goaway.error_code),
                      frame.goaway.last_stream_id,
                      Text(frame.goaway.opaque_data, frame.goaway.opaque_data_len));
      break;
    case NGHTTP2_PRIORITY:
      events.Push(EventType::kPriority, frame.hd.stream_id, frame.priority.pri_spec.stream_id,
                  frame.priority.pri_spec.weight * 2 + (frame.priority.pri_spec.exclusive ? 1 : 0));
      break;
    case NGHTTP2_ALTSVC: {
      const auto& altsvc = *static_cast<const nghttp2_ext_altsvc*>(frame.ext.payload);
      events.PushText(EventType::kAltsvc, frame.hd.stream_id,
                      static_cast<int32_t>(altsvc.origin_len), 0,
                      Text(altsvc.origin, altsvc.origin_len) +
                          Text(altsvc.field_value, altsvc.field_value_len));
      break;
    }
    case NGHTTP2_ORIGIN:
      events.PushText(EventType::kOrigin, 0, 0, 0,
                      JoinOrigins(*static_cast<const nghttp2_ext_origin*>(frame.ext.payload)));
      break;
    default:
      break;
  }
}

void Callbacks::OnEndStream(Session& session, int32_t id) {
  const Stream* stream = session.streams_.Find(id);
  const bool at_once = stream != nullptr && stream->stretch == session.stretch_;
  session.events_.Push(EventType::kEndStream, id, at_once ? 1 : 0);
}

// DATA without END_STREAM that carries nothing: an empty frame counts as an invalid one, as with
// the builtin. Padding is no reason to send a frame either.
void Callbacks::OnData(Session& session, const nghttp2_frame& frame) {
  if ((frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) {
    OnEndStream(session, frame.hd.stream_id);
  } else if (frame.hd.length == 0) {
    if (!session.limits_.InvalidFrame()) session.Fail(kTooManyInvalidFrames);
  } else if (frame.hd.length == frame.data.padlen) {
    OnOverheadFrame(session, frame);
  }
}

int Callbacks::OnFrame(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  Session& session = From(data);
  ++session.statistics_.frames_received;
  switch (frame->hd.type) {
    case NGHTTP2_DATA:
      OnData(session, *frame);
      break;
    case NGHTTP2_HEADERS:
    case NGHTTP2_PUSH_PROMISE:
      OnHeadersComplete(session, *frame);
      break;
    case NGHTTP2_RST_STREAM:
      // The stream's close, which follows at once, tells it.
      session.reset_id_ = frame->hd.stream_id;
      if (session.options_.role == Role::kServer && !session.limits_.PeerReset()) {
        nghttp2_session_terminate_session(session.handle(), NGHTTP2_INTERNAL_ERROR);
      }
      break;
    default:
      OnOverheadFrame(session, *frame);
  }
  return session.failed_ ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
}

int Callbacks::OnInvalidFrame(nghttp2_session*, const nghttp2_frame*, int error, void* data) {
  Session& session = From(data);
  if (!session.limits_.InvalidFrame()) {
    session.Fail(kTooManyInvalidFrames);
    return NGHTTP2_ERR_CALLBACK_FAILURE;
  }
  // What costs only a stream is told by that stream's close.
  if (nghttp2_is_fatal(error) != 0 || error == NGHTTP2_ERR_STREAM_CLOSED ||
      error == NGHTTP2_ERR_PROTO || error == NGHTTP2_ERR_FLOW_CONTROL) {
    session.events_.Push(EventType::kSessionError, 0, error);
  }
  return 0;
}

int Callbacks::OnDataChunk(nghttp2_session* handle, uint8_t, int32_t id, const uint8_t* data,
                           size_t size, void* user_data) {
  Session& session = From(user_data);
  // The connection's window never waits for one stream's reader.
  nghttp2_session_consume_connection(handle, size);
  Stream* stream = session.streams_.Find(id);
  if (stream == nullptr) return 0;
  if (stream->paused && size < kTinyData) {
    // Each costs a chunk that is kept until somebody reads.
    if (!CountOverhead(session)) return NGHTTP2_ERR_CALLBACK_FAILURE;
  } else {
    session.limits_.Useful();
  }
  if (stream->timing != nullptr) {
    stream->timing->bytes_received += size;
    Session::TimeFirst(stream->timing->first_byte_at);
  }
  if (stream->paused) {
    stream->withheld += size;
    session.withheld_bytes_ += size;
  } else {
    nghttp2_session_consume_stream(handle, id, size);
  }
  ++session.data_events_;
  session.BeginData(*stream);
  session.events_.Push(EventType::kData, id, static_cast<int32_t>(data - session.input_),
                       static_cast<int32_t>(size));
  return 0;
}

int Callbacks::OnStreamClose(nghttp2_session*, int32_t id, uint32_t code, void* data) {
  From(data).CloseEvent(id, code);
  return 0;
}

int Callbacks::OnFrameSent(nghttp2_session*, const nghttp2_frame* frame, void* data) {
  Session& session = From(data);
  ++session.statistics_.frames_sent;
  if (frame->hd.type == NGHTTP2_GOAWAY) session.CountGoaway();
  if (frame->hd.type == NGHTTP2_RST_STREAM) {
    session.reset_id_ = frame->hd.stream_id;
    session.CountReset();
  }
  return 0;
}

// The peer never sees it. nghttp2 tells the close of one that was taken back.
void Callbacks::RequestNotSent(Session& session, int32_t id, int error) {
  const bool known = nghttp2_session_find_stream(session.handle(), id) != nullptr;
  if (error == NGHTTP2_ERR_STREAM_CLOSING && known) return;
  session.ForgetStream(id);
  if (error == NGHTTP2_ERR_STREAM_CLOSING || error == NGHTTP2_ERR_SESSION_CLOSING) return;
  session.events_.Push(EventType::kStreamClose, id, NGHTTP2_REFUSED_STREAM, kByReset);
}

int Callbacks::OnFrameNotSent(nghttp2_session*, const nghttp2_frame* frame, int error, void* data) {
  Session& session = From(data);
  session.events_.Push(EventType::kFrameError, frame->hd.stream_id, frame->hd.type, error);
  if (OpensStream(*frame)) RequestNotSent(session, frame->hd.stream_id, error);
  return 0;
}

int Callbacks::SendData(nghttp2_session*, nghttp2_frame* frame, const uint8_t* head, size_t length,
                        nghttp2_data_source*, void* data) {
  Session& session = From(data);
  const size_t padding = frame->data.padlen;
  session.limits_.Useful();
  session.outbound_.AppendCopy(head, 9);
  if (padding > 0) {
    const auto pad_length = static_cast<uint8_t>(padding - 1);
    session.outbound_.AppendCopy(&pad_length, 1);
  }
  Stream* stream = session.streams_.Find(frame->hd.stream_id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  session.SendBody(*stream, length);
  if (padding > 1) session.outbound_.AppendZeros(padding - 1);
  // nghttp2 would go on to the next DATA frame, and on to the end of the peer's windows.
  return session.outbound_.pending() < session.fill_limit_ ? 0 : NGHTTP2_ERR_PAUSE;
}

ssize_t Callbacks::ReadBody(nghttp2_session*, int32_t id, uint8_t*, size_t length, uint32_t* flags,
                            nghttp2_data_source*, void* data) {
  Session& session = From(data);
  Stream* stream = session.streams_.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  return session.ReadBody(*stream, length, flags);
}

ssize_t Callbacks::SelectPadding(nghttp2_session*, const nghttp2_frame* frame, size_t max,
                                 void* data) {
  return static_cast<ssize_t>(PaddedLength(From(data).options_.padding, frame->hd.length, max));
}

}  // namespace http2
