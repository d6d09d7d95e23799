#include "messages.h"

#include <limits>

namespace http2 {

namespace {

bool OpensStream(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_HEADERS && frame.headers.cat == NGHTTP2_HCAT_REQUEST;
}

// The stream that a header block is about.
int32_t BlockId(const nghttp2_frame& frame) {
  return frame.hd.type == NGHTTP2_PUSH_PROMISE ? frame.push_promise.promised_stream_id
                                               : frame.hd.stream_id;
}

// For sending END_STREAM alone.
ssize_t ReadNothing(nghttp2_session*, int32_t, uint8_t*, size_t, uint32_t* flags,
                    nghttp2_data_source*, void*) {
  *flags |= NGHTTP2_DATA_FLAG_EOF;
  return 0;
}

}  // namespace

// ---- Sending ------------------------------------------------------------------------------------

int Messages::Respond(int32_t id, std::span<const nghttp2_nv> headers, uint32_t flags) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  const nghttp2_data_provider* body = (flags & kEndStream) == 0 ? body_.provider() : nullptr;
  const int result =
      nghttp2_submit_response(connection_.nghttp2(), id, headers.data(), headers.size(), body);
  if (result == 0) BeginBody(*stream, flags);
  return result;
}

int Messages::Request(std::span<const nghttp2_nv> headers, uint32_t flags) {
  const nghttp2_data_provider* body = (flags & kEndStream) == 0 ? body_.provider() : nullptr;
  const int32_t id = nghttp2_submit_request(connection_.nghttp2(), nullptr, headers.data(),
                                            headers.size(), body, nullptr);
  if (id >= 0) BeginBody(streams_.Open(id), flags);
  return id;
}

void Messages::BeginBody(Stream& stream, uint32_t flags) {
  stream.wants_trailers = (flags & kWaitForTrailers) != 0;
  stream.send_state = (flags & kEndStream) == 0 ? SendState::kOpen : SendState::kDone;
}

int Messages::PushPromise(int32_t parent, std::span<const nghttp2_nv> headers) {
  const int32_t id = nghttp2_submit_push_promise(connection_.nghttp2(), NGHTTP2_FLAG_NONE, parent,
                                                 headers.data(), headers.size(), nullptr);
  if (id > 0) streams_.Open(id);
  return id;
}

int Messages::Information(int32_t id, std::span<const nghttp2_nv> headers) {
  if (connection_.streams.Find(id) == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  return nghttp2_submit_headers(connection_.nghttp2(), NGHTTP2_FLAG_NONE, id, nullptr,
                                headers.data(), headers.size(), nullptr);
}

int Messages::Trailers(int32_t id, std::span<const nghttp2_nv> headers) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->send_state = SendState::kDone;
  if (!headers.empty()) {
    return nghttp2_submit_trailer(connection_.nghttp2(), id, headers.data(), headers.size());
  }
  nghttp2_data_provider provider{};
  provider.read_callback = ReadNothing;
  return nghttp2_submit_data(connection_.nghttp2(), NGHTTP2_FLAG_END_STREAM, id, &provider);
}

// A frame that could not be serialized.
void Messages::OnFrameNotSent(const nghttp2_frame& frame, int error) {
  connection_.events.Push(EventType::kFrameError, frame.hd.stream_id, frame.hd.type, error);
  if (OpensStream(frame)) RequestNotSent(frame.hd.stream_id, error);
}

// The peer never sees the request. nghttp2 reports the close of one that was taken back itself.
void Messages::RequestNotSent(int32_t id, int error) {
  const bool known = nghttp2_session_find_stream(connection_.nghttp2(), id) != nullptr;
  if (error == NGHTTP2_ERR_STREAM_CLOSING && known) return;
  streams_.Forget(id);
  if (error == NGHTTP2_ERR_STREAM_CLOSING || error == NGHTTP2_ERR_SESSION_CLOSING) return;
  connection_.events.Push(EventType::kStreamClose, id, NGHTTP2_REFUSED_STREAM, kByReset);
}

// ---- Receiving ----------------------------------------------------------------------------------

int Messages::OnBeginHeaders(const nghttp2_frame& frame) {
  const bool opens = OpensStream(frame) || frame.hd.type == NGHTTP2_PUSH_PROMISE;
  const int32_t id = BlockId(frame);
  if (opens && !streams_.HasRoom()) return reset_.Refuse(id);
  // Informational responses have no end of their own.
  if (!opens && connection_.memory_used() > connection_.options.max_session_memory) {
    return reset_.DropBlock(id);
  }
  const Stream* stream = opens ? &streams_.Open(id) : connection_.streams.Find(id);
  list_.Begin(stream != nullptr ? stream->max_header_list_size
                                : std::numeric_limits<uint32_t>::max());
  return 0;
}

int Messages::OnHeader(const nghttp2_frame& frame, nghttp2_rcbuf* name, nghttp2_rcbuf* value,
                       uint8_t flags) {
  if (!list_.Count(name, value)) return reset_.DropBlock(BlockId(frame));
  list_.Add(name, value, (flags & NGHTTP2_NV_FLAG_NO_INDEX) != 0);
  return 0;
}

int Messages::OnInvalidHeader(const nghttp2_frame& frame, nghttp2_rcbuf* name,
                              nghttp2_rcbuf* value) {
  return list_.Count(name, value) ? 0 : reset_.DropBlock(BlockId(frame));
}

void Messages::OnHeaders(const nghttp2_frame& frame) {
  Stream* stream = connection_.streams.Find(BlockId(frame));
  if (timings_.active()) StreamTimings::HeadersReceived(stream);
  if (stream != nullptr) {
    stream->header_bytes += list_.size();
    connection_.memory.headers += list_.size();
    if (OpensStream(frame)) priorities_.OnRequest(*stream, list_.fields());
  }
  if (frame.hd.type == NGHTTP2_PUSH_PROMISE) {
    connection_.events.PushHeaders(EventType::kPushPromise, frame.hd.stream_id,
                                   frame.push_promise.promised_stream_id, frame.hd.flags,
                                   list_.fields());
  } else {
    connection_.events.PushHeaders(EventType::kHeaders, frame.hd.stream_id, frame.headers.cat,
                                   frame.hd.flags, list_.fields());
  }
}

}  // namespace http2
