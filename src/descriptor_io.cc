#include "descriptor_io.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "send_flags.h"

namespace http2 {

namespace {

constexpr size_t kSlices = 64;

}  // namespace

struct DescriptorIo::Handle {
  uv_poll_t poll{};
  int descriptor = -1;
  bool is_own = false;
  DescriptorIo* owner = nullptr;
};

void DescriptorIo::HandleDeleter::operator()(Handle* handle) const {
  handle->owner = nullptr;
  uv_close(reinterpret_cast<uv_handle_t*>(&handle->poll), [](uv_handle_t* closed) {
    const std::unique_ptr<Handle> last(static_cast<Handle*>(closed->data));
  });
  // Not before uv_close(): it takes the descriptor out of epoll. At once all the same: the peer
  // sees the end of a connection only when its last descriptor is gone.
  if (handle->is_own) ::close(handle->descriptor);
}

DescriptorIo::HandleOwner DescriptorIo::OpenHandle(uv_loop_t* loop, int descriptor, bool is_own,
                                                   int* error) {
  auto handle = std::make_unique<Handle>();
  *error = uv_poll_init(loop, &handle->poll, descriptor);
  if (*error != 0) return nullptr;
  handle->descriptor = descriptor;
  handle->is_own = is_own;
  handle->poll.data = handle.get();
  return HandleOwner(handle.release());
}

DescriptorIo::HandleOwner DescriptorIo::OpenDuplicate(uv_loop_t* loop, int descriptor, int* error) {
  const int duplicate = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  if (duplicate < 0) {
    *error = -errno;
    return nullptr;
  }
  HandleOwner handle = OpenHandle(loop, duplicate, true, error);
  if (handle == nullptr) ::close(duplicate);
  return handle;
}

std::unique_ptr<DescriptorIo> DescriptorIo::Open(uv_loop_t* loop, int descriptor,
                                                 Listener& listener, int* error) {
  HandleOwner handle = OpenHandle(loop, descriptor, false, error);
  // The stream is not idle, or another of the loop's handles has the same descriptor.
  if (*error == UV_EEXIST) handle = OpenDuplicate(loop, descriptor, error);
  if (handle == nullptr) return nullptr;
  return std::unique_ptr<DescriptorIo>(new DescriptorIo(std::move(handle), listener));
}

std::unique_ptr<DescriptorIo> DescriptorIo::Open(uv_loop_t* loop, int descriptor,
                                                 Listener& listener,
                                                 std::shared_ptr<TlsRecords> tls, int* error) {
  HandleOwner handle = OpenHandle(loop, descriptor, false, error);
  if (handle == nullptr) return nullptr;
  std::unique_ptr<DescriptorIo> io(new DescriptorIo(std::move(handle), listener));
  io->tls_ = std::move(tls);
  return io;
}

DescriptorIo::DescriptorIo(HandleOwner handle, Listener& listener)
    : handle_(std::move(handle)), listener_(listener) {
  handle_->owner = this;
}

int DescriptorIo::Separate() {
  if (handle_->is_own) return 0;
  int error = 0;
  HandleOwner duplicate = OpenDuplicate(handle_->poll.loop, handle_->descriptor, &error);
  if (duplicate == nullptr) return error;
  const bool referenced = uv_has_ref(reinterpret_cast<uv_handle_t*>(&handle_->poll)) != 0;
  const int polled = std::exchange(polled_, 0);
  handle_ = std::move(duplicate);
  handle_->owner = this;
  SetReferenced(referenced);
  Poll(polled);
  return 0;
}

DescriptorIo::~DescriptorIo() {
  if (tls_ != nullptr) tls_->GiveBack();
}

ssize_t DescriptorIo::Read(std::span<uint8_t> into) {
  if (tls_ != nullptr) return ReadRecords(into);
  ssize_t size = 0;
  do {
    size = ::recv(handle_->descriptor, into.data(), into.size(), 0);
  } while (size < 0 && errno == EINTR);
  return size < 0 ? -errno : size;
}

ssize_t DescriptorIo::ReadRecords(std::span<uint8_t> into) {
  // The object may be gone when it returns; the records are not.
  const std::shared_ptr<TlsRecords> tls = tls_;
  const ssize_t size = tls->Read(handle_->descriptor, into);
  if (!tls->given_back() && tls->has_unsent()) Poll(polled_ | UV_WRITABLE);
  return size;
}

int DescriptorIo::WriteRecords(Outbound& outbound, EventQueue& events) {
  const int result = tls_->Write(handle_->descriptor, outbound, events);
  if (result != 0 && result != -EAGAIN) return result;
  // Without unsent records it waits for the peer.
  Poll(tls_->has_unsent() ? polled_ | UV_WRITABLE : polled_ & ~UV_WRITABLE);
  return result;
}

bool DescriptorIo::has_work() const {
  return tls_ != nullptr && tls_->has_work();
}

int DescriptorIo::Peek() const {
  uint8_t byte = 0;
  const ssize_t size = ::recv(handle_->descriptor, &byte, sizeof(byte), MSG_PEEK | MSG_DONTWAIT);
  return size >= 0 ? 0 : -errno;
}

int DescriptorIo::Write(Outbound& outbound, EventQueue& events) {
  if (tls_ != nullptr) return WriteRecords(outbound, events);
  std::array<iovec, kSlices> slices{};
  while (!outbound.empty()) {
    const size_t count = outbound.Gather(slices.data(), slices.size());
    msghdr message{};
    message.msg_iov = slices.data();
    message.msg_iovlen = static_cast<decltype(message.msg_iovlen)>(count);
    // Most answers are one slice, and send() has less to look at.
    const ssize_t size =
        count == 1 ? ::send(handle_->descriptor, slices[0].iov_base, slices[0].iov_len, kSendFlags)
                   : ::sendmsg(handle_->descriptor, &message, kSendFlags);
    if (size >= 0) {
      outbound.Consume(static_cast<size_t>(size), events);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      Poll(polled_ | UV_WRITABLE);
      return -EAGAIN;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  Poll(polled_ & ~UV_WRITABLE);
  return 0;
}

void DescriptorIo::SetReading(bool reading) {
  Poll(reading ? polled_ | UV_READABLE : polled_ & ~UV_READABLE);
}

void DescriptorIo::SetReferenced(bool referenced) {
  referenced_ = referenced;
  Reference();
}

// A process does not end before what a program has written was handed over: as with libuv's own
// streams, whose pending writes keep the loop alive whether they are referenced or not.
void DescriptorIo::Reference() {
  auto* handle = reinterpret_cast<uv_handle_t*>(&handle_->poll);
  if (referenced_ || (polled_ & UV_WRITABLE) != 0) {
    uv_ref(handle);
  } else {
    uv_unref(handle);
  }
}

void DescriptorIo::Poll(int events) {
  if (events == polled_) return;
  polled_ = events;
  if (!referenced_) Reference();
  if (events == 0) {
    uv_poll_stop(&handle_->poll);
  } else {
    uv_poll_start(&handle_->poll, events, OnPoll);
  }
}

// libuv stops the handle of a socket that has an error. Reads and writes find the error again, with
// its errno, but only after what arrived before it.
int DescriptorIo::Restart() {
  const int polled = std::exchange(polled_, 0);
  Poll(polled);
  return polled | UV_READABLE;
}

void DescriptorIo::OnPoll(uv_poll_t* poll, int status, int events) {
  auto* handle = static_cast<Handle*>(poll->data);
  if (status < 0 && handle->owner != nullptr) events = handle->owner->Restart();
  if ((events & UV_WRITABLE) != 0 && handle->owner != nullptr) {
    handle->owner->listener_.OnWritable();
  }
  // The listener may have closed the handle.
  if ((events & UV_READABLE) != 0 && handle->owner != nullptr) {
    handle->owner->listener_.OnReadable();
  }
}

}  // namespace http2
