#include "file_reader.h"

#include <poll.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace http2 {

namespace {

// A pipe may stay silent for ever: its thread looks up after this time, so that nothing waits for
// it longer.
constexpr int kPollTimeout = 100;  // milliseconds

ssize_t ReadAt(int file, int64_t offset, std::span<uint8_t> into) {
  ssize_t size = 0;
  do {
    size = offset < 0 ? ::read(file, into.data(), into.size())
                      : ::pread(file, into.data(), into.size(), static_cast<off_t>(offset));
  } while (size < 0 && errno == EINTR);
  return size < 0 ? -errno : size;
}

#if defined(RWF_NOWAIT)
// Linux 5.9 and 5.10 may find nothing where there is something, when they are not to wait for it.
bool IsAtEnd(int file, int64_t offset) {
  struct stat info {};
  return ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) && offset >= info.st_size;
}
#endif

// Regular files are always ready.
bool IsReady(int file) {
  pollfd polled{file, POLLIN, 0};
  return ::poll(&polled, 1, kPollTimeout) != 0;
}

}  // namespace

class FileReader::Read {
 public:
  uv_work_t work{};
  FileReader* reader = nullptr;
  Listener* listener = nullptr;
  // It lives until the thread is done and the ticket is gone.
  bool is_held = true;
  bool is_done = false;
  FileDescriptorRef file;
  ChunkRef block;
  // For the thread.
  int64_t offset = 0;
  std::span<uint8_t> into;
  ssize_t result = 0;
};

void FileReader::TicketDeleter::operator()(Read* read) const {
  read->listener = nullptr;
  read->is_held = false;
  if (read->is_done) {
    const std::unique_ptr<Read> last(read);
  } else {
    uv_cancel(reinterpret_cast<uv_req_t*>(&read->work));
  }
}

FileReader::FileReader(uv_loop_t* loop, size_t block_size, size_t free_blocks)
    : loop_(loop), blocks_(block_size, free_blocks) {}

ssize_t FileReader::ReadNow(const FileDescriptor& file, int64_t offset, std::span<uint8_t> into) {
#if defined(RWF_NOWAIT)
  const iovec slice{into.data(), into.size()};
  const ssize_t size = ::preadv2(file.number(), &slice, 1, static_cast<off_t>(offset), RWF_NOWAIT);
  if (size < 0) return -errno;
  return size == 0 && !IsAtEnd(file.number(), offset) ? -EAGAIN : size;
#else
  static_cast<void>(file), static_cast<void>(offset), static_cast<void>(into);
  return -EAGAIN;
#endif
}

FileReader::Ticket FileReader::ReadLater(FileDescriptorRef file, int64_t offset, ChunkRef block,
                                         std::span<uint8_t> into, Listener& listener) {
  auto read = std::make_unique<Read>();
  read->work.data = read.get();
  read->reader = this;
  read->listener = &listener;
  read->file = std::move(file);
  read->block = std::move(block);
  read->offset = offset;
  read->into = into;
  reads_.push_back(read.get());
  uv_queue_work(loop_, &read->work, OnWork, OnDone);
  return Ticket(read.release());
}

// In a thread of the pool.
void FileReader::OnWork(uv_work_t* work) {
  Read& read = *static_cast<Read*>(work->data);
  const int file = read.file->number();
  const bool ready = read.offset != kSequential || IsReady(file);
  read.result = ready ? ReadAt(file, read.offset, read.into) : -EAGAIN;
}

void FileReader::OnDone(uv_work_t* work, int status) {
  auto* read = static_cast<Read*>(work->data);
  FileReader& reader = *read->reader;
  if (status == 0 && read->result == -EAGAIN && read->listener != nullptr) {
    uv_queue_work(reader.loop_, work, OnWork, OnDone);
    return;
  }
  Listener* listener = read->listener;
  const ssize_t result = status == 0 ? read->result : status;
  // The listener may ask for the next read: this one is over by then.
  reader.Forget(read);
  if (listener != nullptr) listener->OnRead(result);
}

void FileReader::Forget(Read* read) {
  std::erase(reads_, read);
  read->is_done = true;
  read->file.reset();
  read->block = ChunkRef();
  if (!read->is_held) {
    const std::unique_ptr<Read> last(read);
  }
  if (!reads_.empty() || !closed_) return;
  // The reader may be destroyed by this call.
  const std::function<void()> closed = std::move(closed_);
  closed();
}

void FileReader::Close(std::function<void()> closed) {
  if (reads_.empty()) {
    closed();
    return;
  }
  closed_ = std::move(closed);
  for (Read* read : reads_) {
    read->listener = nullptr;
    uv_cancel(reinterpret_cast<uv_req_t*>(&read->work));
  }
}

}  // namespace http2
