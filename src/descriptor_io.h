// Reads and writes a socket's descriptor on the event loop, without the stream that owns it.
//
// Ownership: the descriptor is the stream's, which must be idle while this object lives, and
// must not be closed before it: libuv knows a descriptor's watcher by its number. Separate() ends
// both conditions, at the price of a second descriptor, which is closed with this object.
//
// Lifetime: the uv handle outlives the object until libuv has let go of it.
#pragma once

#include <sys/types.h>
#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "outbound.h"
#include "tls_records.h"

namespace http2 {

class DescriptorIo {
 public:
  // Called from the event loop. The object may be destroyed from within.
  class Listener {
   public:
    virtual void OnReadable() = 0;
    virtual void OnWritable() = 0;

   protected:
    ~Listener() = default;
  };

  // Null, with `error` set to a negative errno, when the descriptor can't be polled.
  static std::unique_ptr<DescriptorIo> Open(uv_loop_t* loop, int descriptor, Listener& listener,
                                            int* error);
  // The same for a connection over TLS. A duplicate would not do, as the stream must be idle.
  static std::unique_ptr<DescriptorIo> Open(uv_loop_t* loop, int descriptor, Listener& listener,
                                            std::shared_ptr<TlsRecords> tls, int* error);
  DescriptorIo(const DescriptorIo&) = delete;
  DescriptorIo& operator=(const DescriptorIo&) = delete;
  DescriptorIo(DescriptorIo&&) = delete;
  DescriptorIo& operator=(DescriptorIo&&) = delete;
  ~DescriptorIo();

  // Bytes read, 0 at the end, or a negative errno (-EAGAIN: nothing now). Over TLS JavaScript may
  // run, and end the object: see TlsRecords::Read().
  ssize_t Read(std::span<uint8_t> into);
  // Null without TLS.
  [[nodiscard]] TlsRecords* tls() const { return tls_.get(); }
  // The stream may do as it likes from now on. 0, or a negative errno: then nothing has changed.
  int Separate();
  // 0 when there are bytes to read, or the end of them; -EAGAIN when there is nothing; or a
  // negative errno, which no read will report again.
  [[nodiscard]] int Peek() const;
  // Whether Write() has something to do when the outbound is empty.
  [[nodiscard]] bool has_work() const;
  // Hands over what it can. 0, or a negative errno (-EAGAIN: OnWritable will come).
  int Write(Outbound& outbound, EventQueue& events);

  void SetReading(bool reading);
  // Whether the handle keeps the event loop alive; until all is written it always does.
  void SetReferenced(bool referenced);

 private:
  struct Handle;
  struct HandleDeleter {
    void operator()(Handle* handle) const;
  };

  using HandleOwner = std::unique_ptr<Handle, HandleDeleter>;

  static HandleOwner OpenHandle(uv_loop_t* loop, int descriptor, bool is_own, int* error);
  static HandleOwner OpenDuplicate(uv_loop_t* loop, int descriptor, int* error);
  DescriptorIo(HandleOwner handle, Listener& listener);
  ssize_t ReadRecords(std::span<uint8_t> into);
  int WriteRecords(Outbound& outbound, EventQueue& events);
  static void OnPoll(uv_poll_t* poll, int status, int events);
  int Restart();
  void Poll(int events);
  void Reference();

  HandleOwner handle_;
  Listener& listener_;
  std::shared_ptr<TlsRecords> tls_;
  int polled_ = 0;
  bool referenced_ = true;
};

}  // namespace http2
