#include "file_pipe.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace http2 {

namespace {
// Bytes. A smaller read is not worth a call. The largest DATA frame carries as much.
constexpr size_t kMinRead = 16 * 1024;
}  // namespace

FilePipe::FilePipe(FileReader& reader, FileDescriptorRef file, FileRange range, Listener& listener,
                   int32_t stream)
    : reader_(reader),
      file_(std::move(file)),
      offset_(range.offset),
      remaining_(range.length),
      listener_(listener),
      stream_(stream) {
  if (remaining_ == 0) Leave(State::kComplete);
}

bool FilePipe::Prepare(size_t wanted, size_t window) {
  const size_t target = Target(wanted, window);
  while (state_ == State::kOpen && ticket_ == nullptr && available_ < target) {
    if (!ReadMore(window)) break;
  }
  if (state_ != State::kOpen || available_ >= wanted) return true;
  // A pipe's bytes are sent as they come, however few; a file's in whole frames.
  return available_ > 0 && (ticket_ == nullptr || offset_ < 0);
}

// When the length of the file is not known, reading one byte more shows whether it has ended.
size_t FilePipe::Target(size_t wanted, size_t window) const {
  if (offset_ < 0) return 1;
  if (slow_) return std::max(wanted, window);
  return remaining_ < 0 ? wanted + 1 : wanted;
}

// False when there is no room, or a thread reads now.
bool FilePipe::ReadMore(size_t window) {
  Buffer* buffer = BufferWithRoom();
  if (buffer == nullptr) return false;
  size_t size = std::min(buffer->room.size(), window + kMinRead);
  if (remaining_ >= 0)
    size = static_cast<size_t>(std::min<uint64_t>(size, static_cast<uint64_t>(remaining_)));
  const std::span<uint8_t> into = buffer->room.first(size);
  const ssize_t result = ReadNow(into);
  if (result >= 0) {
    Accept(*buffer, result);
    return true;
  }
  slow_ = true;
  reading_ = buffer;
  ticket_ = reader_.ReadLater(file_, offset_, buffer->block, into, *this);
  return false;
}

FilePipe::Buffer* FilePipe::BufferWithRoom() {
  Buffer& last = buffers_.back().block ? buffers_.back() : buffers_.front();
  if (last.room.size() >= kMinRead) return &last;
  if (buffers_.back().block) return nullptr;
  Buffer& next = last.block ? buffers_.back() : last;
  Block* block = reader_.blocks().Take();
  next.block = ChunkRef(block);
  next.room = {block->writable(), block->capacity()};
  next.bytes = next.room.first(0);
  return &next;
}

ssize_t FilePipe::ReadNow(std::span<uint8_t> into) {
  if (!immediate_) return -EAGAIN;
  const ssize_t result = FileReader::ReadNow(*file_, offset_, into);
  if (result >= 0) {
    slow_ = false;
  } else if (result != -EAGAIN) {
    immediate_ = false;
  }
  return result;
}

void FilePipe::OnRead(ssize_t result) {
  ticket_.reset();
  const size_t before = available_;
  Accept(*std::exchange(reading_, nullptr), result);
  listener_.OnFileRead(stream_, available_ - before);
}

void FilePipe::Accept(Buffer& buffer, ssize_t result) {
  if (result == -ESPIPE && offset_ == 0) {
    offset_ = FileReader::kSequential;
    return;
  }
  if (result <= 0) {
    Leave(result == 0 ? State::kComplete : State::kFailed);
    return;
  }
  const auto size = static_cast<size_t>(result);
  buffer.bytes = {buffer.bytes.data(), buffer.bytes.size() + size};
  buffer.room = buffer.room.subspan(size);
  available_ += size;
  if (offset_ >= 0) offset_ += result;
  if (remaining_ > 0) remaining_ -= result;
  if (remaining_ == 0) Leave(State::kComplete);
}

void FilePipe::Fail() {
  if (state_ != State::kOpen) return;
  ticket_.reset();
  reading_ = nullptr;
  Leave(State::kFailed);
}

void FilePipe::Leave(State state) {
  state_ = state;
  file_.reset();
}

SendQueue::Slice FilePipe::Take(size_t limit) {
  Buffer& buffer = buffers_.front();
  const size_t size = std::min(limit, buffer.bytes.size());
  SendQueue::Slice slice{buffer.block, buffer.bytes.data(), size, false};
  buffer.bytes = buffer.bytes.subspan(size);
  available_ -= size;
  if (buffer.bytes.empty() && reading_ != &buffer) Shift();
  return slice;
}

// A stream that waits for its window holds no block without need.
void FilePipe::Shift() {
  if (reading_ != nullptr) reading_ = &buffers_.front();
  buffers_.front() = std::exchange(buffers_.back(), Buffer{});
}

}  // namespace http2
