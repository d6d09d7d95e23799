#include "body.h"

#include <algorithm>
#include <utility>

#include "stream_timing.h"

namespace http2 {

namespace {
constexpr size_t kFrameHeadSize = 9;
}  // namespace

Body::Body(Connection& connection, const FlowControl& flow_control, const Serializer& serializer)
    : connection_(connection), flow_control_(flow_control), serializer_(serializer) {
  provider_.source.ptr = this;
  provider_.read_callback = ReadCallback;
}

// ---- Commands -----------------------------------------------------------------------------------

// Null when the stream is gone, or its body has ended.
Stream* Body::FindOpen(int32_t id) const {
  Stream* stream = connection_.streams.Find(id);
  return stream == nullptr || stream->ended() ? nullptr : stream;
}

// nghttp2 asks again for a body that had nothing to send.
int Body::Resume(Stream& stream) {
  if (!stream.deferred) return 0;
  stream.deferred = false;
  return nghttp2_session_resume_data(connection_.nghttp2(), stream.id());
}

int Body::Write(int32_t id, ChunkRef chunk, bool last_of_write) {
  Stream* stream = FindOpen(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  const size_t before = stream->written_memory();
  const bool is_first = !stream->deferred && stream->queue.empty();
  stream->queue.Push(std::move(chunk), last_of_write);
  connection_.memory.bodies += stream->written_memory() - before;
  if (stream->wants_trailers) NoteWrite(*stream, is_first, last_of_write);
  return Resume(*stream);
}

// nghttp2 asks for the body when it has sent the head, and waits when there is none: before that, a
// write is the first.
void Body::NoteWrite(Stream& stream, bool is_first, bool last_of_write) const {
  if (!stream.write_is_open) stream.body_end = is_first ? BodyEnd::kWithHead : BodyEnd::kLater;
  stream.write_is_open = !last_of_write;
  if (stream.queue.size() >= flow_control_.SendWindow(stream.id())) {
    stream.body_end = BodyEnd::kAlone;
  }
}

int Body::End(int32_t id) {
  Stream* stream = FindOpen(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  stream->send_state = SendState::kEnding;
  return Resume(*stream);
}

int Body::PipeFile(int32_t id, FileReader& reader, FileDescriptorRef file, FileRange range) {
  Stream* stream = FindOpen(id);
  if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
  FilePipe::Listener& listener = *this;
  stream->file = std::make_unique<FilePipe>(reader, std::move(file), range, listener, id);
  stream->send_state = SendState::kEnding;
  return Resume(*stream);
}

void Body::OnFileRead(int32_t id, size_t size) {
  connection_.memory.bodies += size;
  Resume(*connection_.streams.Find(id));
  if (host_ != nullptr) host_->OnOutputReady();
}

void Body::FailFile(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr || stream->file == nullptr) return;
  stream->file->Fail();
  Resume(*stream);
}

void Body::AwaitTrailers(int32_t id) {
  Stream* stream = connection_.streams.Find(id);
  if (stream != nullptr && stream->send_state < SendState::kTrailers) stream->wants_trailers = true;
}

bool Body::SendsAtOnce(int32_t id) const {
  const Stream* stream = connection_.streams.Find(id);
  return stream != nullptr && stream->queue.size() <= flow_control_.SendWindow(id);
}

uint64_t Body::SentAt(int32_t id) const {
  const Outbound& outbound = connection_.outbound;
  const BodyProgress& progress = outbound.progress();
  if (id == 0) return progress.SentAt();
  const Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return progress.SentAtEnd(outbound.handed_over());
  return progress.SentAt(stream->progress, outbound.handed_over());
}

// ---- How much there is --------------------------------------------------------------------------

ssize_t Body::ReadCallback(nghttp2_session*, int32_t id, uint8_t*, size_t length, uint32_t* flags,
                           nghttp2_data_source* source, void*) {
  return static_cast<Body*>(source->ptr)->Read(id, length, flags);
}

ssize_t Body::Read(int32_t id, size_t length, uint32_t* flags) {
  Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  return stream->file != nullptr ? ReadFile(*stream, length, flags)
                                 : ReadQueue(*stream, length, flags);
}

ssize_t Body::ReadQueue(Stream& stream, size_t length, uint32_t* flags) {
  ConfirmEmptyWrites(stream);
  const size_t available = stream.queue.size();
  if (available == 0 && !stream.ended()) {
    stream.deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  // A DATA frame never spans two writes: the builtin's Writable has one of them on its way at a
  // time, and programs count frames and chunks.
  const size_t size = available == 0 ? 0 : stream.queue.FirstWrite(length);
  if (!stream.queue.Locate(size)) return Lose(stream);
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  if (size == available && stream.ended()) EndWith(stream, size, flags);
  return static_cast<ssize_t>(size);
}

// Writes of no bytes have nothing to wait for but their turn.
void Body::ConfirmEmptyWrites(Stream& stream) {
  if (!stream.queue.HasEmptyChunk()) return;
  const size_t before = stream.written_memory();
  while (stream.queue.HasEmptyChunk()) {
    if (!stream.queue.Take(0).ends_write) continue;
    connection_.outbound.AddReceipt(EventType::kWritten, stream.id());
  }
  connection_.memory.bodies -= before - stream.written_memory();
}

// A cached part of the file is read here, while nghttp2 waits: that takes less time than to be
// asked again.
ssize_t Body::ReadFile(Stream& stream, size_t length, uint32_t* flags) {
  FilePipe& file = *stream.file;
  const size_t before = file.available();
  const bool ready = file.Prepare(length, flow_control_.SendWindow(stream.id()));
  connection_.memory.bodies += file.available() - before;
  if (!ready) {
    stream.deferred = true;
    return NGHTTP2_ERR_DEFERRED;
  }
  if (file.failed()) return Fail();
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  const size_t size = std::min(file.available(), length);
  if (size == file.available() && file.complete()) EndWith(stream, size, flags);
  return static_cast<ssize_t>(size);
}

// JavaScript took the memory away that it had lent for the body: the rest of it can't be sent.
ssize_t Body::Lose(const Stream& stream) {
  connection_.events.Push(EventType::kBodyLost, stream.id());
  return Fail();
}

// nghttp2 resets the stream with INTERNAL_ERROR; the peer has no part in it.
ssize_t Body::Fail() {
  connection_.limits.OwnReset();
  return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

// The body ends with `size` bytes more.
void Body::EndWith(Stream& stream, size_t size, uint32_t* flags) {
  *flags |= NGHTTP2_DATA_FLAG_EOF;
  if (!stream.wants_trailers) {
    stream.send_state = SendState::kDone;
    return;
  }
  *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
  stream.send_state = SendState::kTrailers;
  // nghttp2 sends a frame for an end without bytes only to pad it. An end with bytes is reported
  // after the last of them, by SendPayload().
  if (size == 0) AskForTrailers(stream, BodyEnd::kAlone);
}

// ---- The bytes ----------------------------------------------------------------------------------

int Body::Send(const nghttp2_frame& frame, const uint8_t* head, size_t length) {
  Outbound& outbound = connection_.outbound;
  const size_t padding = frame.data.padlen;
  connection_.limits.Useful();
  outbound.AppendCopy(head, kFrameHeadSize);
  if (padding > 0) {
    const auto pad_length = static_cast<uint8_t>(padding - 1);
    outbound.AppendCopy(&pad_length, 1);
  }
  Stream* stream = connection_.streams.Find(frame.hd.stream_id);
  if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  SendPayload(*stream, length);
  if (padding > 1) outbound.AppendZeros(padding - 1);
  // nghttp2 would go on to the next DATA frame, and on to the end of the peer's windows.
  return serializer_.full() ? NGHTTP2_ERR_PAUSE : 0;
}

void Body::SendPayload(Stream& stream, size_t length) {
  Outbound& outbound = connection_.outbound;
  const bool empty = length == 0;
  StreamTimings::DataSent(stream, length);
  while (length > 0) {
    const SendQueue::Slice slice = Take(stream, length);
    outbound.AppendPayload(slice.chunk, slice.data, slice.size);
    length -= slice.size;
    if (slice.ends_write && !(length == 0 && ClosesStream(stream))) {
      outbound.AddReceipt(EventType::kWritten, stream.id());
    }
  }
  if (!empty) outbound.MarkBody(stream.progress);
  ConfirmEmptyWrites(stream);
  if (stream.send_state == SendState::kTrailers && !empty) {
    AskForTrailers(stream, stream.body_end);
  }
}

void Body::AskForTrailers(const Stream& stream, BodyEnd end) {
  connection_.outbound.AddReceipt(EventType::kWantTrailers, stream.id(), static_cast<int32_t>(end));
}

SendQueue::Slice Body::Take(Stream& stream, size_t limit) {
  const size_t before = stream.written_memory();
  SendQueue::Slice slice =
      stream.file != nullptr ? stream.file->Take(limit) : stream.queue.Take(limit);
  connection_.memory.bodies -=
      stream.file != nullptr ? slice.size : before - stream.written_memory();
  return slice;
}

// Whether the bytes being sent close a server's stream: its close confirms the write then.
bool Body::ClosesStream(const Stream& stream) const {
  return connection_.is_server() && stream.send_state == SendState::kDone &&
         nghttp2_session_get_stream_remote_close(connection_.nghttp2(), stream.id()) == 1;
}

}  // namespace http2
