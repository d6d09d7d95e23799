// The commands that start and end messages, and those of the connection.
#include <array>

#include "callbacks.h"
#include "session.h"

namespace http2 {

namespace {

// What is serialized before a reset, beside what already waits for the socket.
constexpr size_t kBeforeReset = 64 * 1024;

// What is serialized before the GOAWAY that ends the session, beside the bodies that were written:
// the heads of their frames, and other frames.
constexpr size_t kBeforeTermination = 256 * 1024;

// For sending END_STREAM alone.
ssize_t ReadNothing(nghttp2_session*, int32_t, uint8_t*, size_t, uint32_t* flags,
                    nghttp2_data_source*, void*) {
  *flags |= NGHTTP2_DATA_FLAG_EOF;
  return 0;
}

}  // namespace

int Session::Respond(int32_t id, std::span<const nghttp2_nv> headers, uint32_t flags) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  const bool body = (flags & kEndStream) == 0;
  const nghttp2_data_provider provider = BodyProvider();
  const int result = nghttp2_submit_response(handle(), id, headers.data(), headers.size(),
                                             body ? &provider : nullptr);
  if (result != 0) return result;
  stream->wants_trailers = (flags & kWaitForTrailers) != 0;
  stream->send_state = body ? SendState::kOpen : SendState::kDone;
  return 0;
}

int Session::Request(std::span<const nghttp2_nv> headers, uint32_t flags) {
  const bool body = (flags & kEndStream) == 0;
  const nghttp2_data_provider provider = BodyProvider();
  const int32_t id = nghttp2_submit_request(handle(), nullptr, headers.data(), headers.size(),
                                            body ? &provider : nullptr, nullptr);
  if (id < 0) return id;
  Stream& stream = OpenStream(id);
  stream.wants_trailers = (flags & kWaitForTrailers) != 0;
  stream.send_state = body ? SendState::kOpen : SendState::kDone;
  return id;
}

int Session::PushPromise(int32_t parent, std::span<const nghttp2_nv> headers) {
  const int32_t id = nghttp2_submit_push_promise(handle(), NGHTTP2_FLAG_NONE, parent,
                                                 headers.data(), headers.size(), nullptr);
  if (id > 0) OpenStream(id);
  return id;
}

int Session::Information(int32_t id, std::span<const nghttp2_nv> headers) {
  if (streams_.Find(id) == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  return nghttp2_submit_headers(handle(), NGHTTP2_FLAG_NONE, id, nullptr, headers.data(),
                                headers.size(), nullptr);
}

int Session::Trailers(int32_t id, std::span<const nghttp2_nv> headers) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->send_state = SendState::kDone;
  if (!headers.empty()) {
    return nghttp2_submit_trailer(handle(), id, headers.data(), headers.size());
  }
  nghttp2_data_provider provider{};
  provider.read_callback = ReadNothing;
  return nghttp2_submit_data(handle(), NGHTTP2_FLAG_END_STREAM, id, &provider);
}

// Serializes what was written before the reset. The end of a response's body would make a failure
// look like a success to the client.
void Session::FillBeforeReset(Stream& stream, uint32_t code) {
  // The rest of a file does not go out.
  if (stream.file != nullptr) return;
  if (options_.role == Role::kServer && code != NGHTTP2_NO_ERROR && code != NGHTTP2_CANCEL) {
    if (stream.send_state == SendState::kDone) return;
    if (stream.send_state == SendState::kEnding) stream.send_state = SendState::kOpen;
  }
  FillAhead(outbound_.pending() + kBeforeReset);
}

// RST_STREAM overtakes whatever of the stream nghttp2 has not serialized, its HEADERS included.
int Session::Reset(int32_t id, uint32_t code, BeforeReset before) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  if (before == BeforeReset::kEnd && stream->send_state == SendState::kOpen) {
    // What a client has still to send is a part of a body that is cut: it has no end.
    if (options_.role == Role::kServer || stream->queue.empty()) EndBody(id);
  }
  FillBeforeReset(*stream, code);
  // What was sent may have closed the stream.
  if (streams_.Find(id) == nullptr) return 0;
  const int result = nghttp2_submit_rst_stream(handle(), NGHTTP2_FLAG_NONE, id, code);
  if (result != 0) return result;
  if (nghttp2_session_find_stream(handle(), id) != nullptr) {
    ++commanded_resets_;
    return 0;
  }
  // A request that waits for the peer to admit it is taken back instead, and nghttp2 tells so only
  // when its turn would have come.
  ForgetStream(id);
  events_.Push(EventType::kStreamClose, id, static_cast<int32_t>(code), kByReset);
  return 0;
}

void Session::Refuse(int32_t id) {
  Callbacks::RefuseStream(*this, id);
}

void Session::PauseReading(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream != nullptr) stream->paused = true;
}

void Session::ResumeReading(int32_t id) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || !stream->paused) return;
  stream->paused = false;
  if (stream->withheld == 0) return;
  nghttp2_session_consume_stream(handle(), id, stream->withheld);
  withheld_bytes_ -= stream->withheld;
  stream->withheld = 0;
}

void Session::ConsumeAllBut(int32_t id, size_t unread) {
  Stream* stream = streams_.Find(id);
  if (stream == nullptr || stream->withheld <= unread) return;
  nghttp2_session_consume_stream(handle(), id, stream->withheld - unread);
  withheld_bytes_ -= stream->withheld - unread;
  stream->withheld = unread;
}

int Session::SubmitSettings(std::span<const SettingsEntry> entries) {
  std::vector<nghttp2_settings_entry> iv;
  iv.reserve(entries.size());
  for (const SettingsEntry& entry : entries) {
    iv.push_back(nghttp2_settings_entry{entry.id, entry.value});
  }
  return nghttp2_submit_settings(handle(), NGHTTP2_FLAG_NONE, iv.data(), iv.size());
}

int Session::Ping(const uint8_t* payload) {
  return nghttp2_submit_ping(handle(), NGHTTP2_FLAG_NONE, payload);
}

int Session::Goaway(uint32_t code, int32_t last_stream_id, std::span<const uint8_t> opaque) {
  const int32_t last =
      last_stream_id >= 0 ? last_stream_id : nghttp2_session_get_last_proc_stream_id(handle());
  const int result =
      nghttp2_submit_goaway(handle(), NGHTTP2_FLAG_NONE, last, code, opaque.data(), opaque.size());
  if (result == 0) ++commanded_goaways_;
  return result;
}

// nghttp2 sends nothing after this GOAWAY: what was written before goes out first, as far as the
// peer's windows allow, unless the peer is at fault.
int Session::Terminate(uint32_t code) {
  if (!failed_) FillAhead(outbound_.pending() + queued_bytes_ + kBeforeTermination);
  return nghttp2_session_terminate_session(handle(), code);
}

int Session::Altsvc(int32_t id, const std::string& origin, const std::string& value) {
  return nghttp2_submit_altsvc(handle(), NGHTTP2_FLAG_NONE, id,
                               reinterpret_cast<const uint8_t*>(origin.data()), origin.size(),
                               reinterpret_cast<const uint8_t*>(value.data()), value.size());
}

int Session::Origin(std::span<const std::string> origins) {
  std::vector<nghttp2_origin_entry> entries;
  entries.reserve(origins.size());
  for (const std::string& origin : origins) {
    // nghttp2 copies the origins, and takes them as mutable all the same.
    auto* data = const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(origin.data()));
    entries.push_back(nghttp2_origin_entry{data, origin.size()});
  }
  return nghttp2_submit_origin(handle(), NGHTTP2_FLAG_NONE, entries.data(), entries.size());
}

int Session::SetLocalWindowSize(int32_t size) {
  return nghttp2_session_set_local_window_size(handle(), NGHTTP2_FLAG_NONE, 0, size);
}

int Session::SetNextStreamId(int32_t id) {
  return nghttp2_session_set_next_stream_id(handle(), id);
}

}  // namespace http2
