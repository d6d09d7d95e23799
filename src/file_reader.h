// Reads files for an event loop: at once what the system has in memory, the rest in libuv's thread
// pool.
//
// Ownership:
// 1. The reader owns its pool of blocks and knows the reads that are under way.
// 2. A read owns its block and its descriptor until the thread is done with both.
// 3. Whoever asked for a read holds a ticket, which may outlive the read and the reader. Dropping
//    it cuts the link: the read may go on, and is not reported. A thread touches nothing but its
//    read.
//
// Lifetime: after Close() nothing may be read; the reader must live until `closed` is called.
#pragma once

#include <sys/types.h>
#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "block_pool.h"
#include "chunk.h"
#include "file_descriptor.h"

namespace http2 {

class FileReader {
 public:
  // Called from the event loop, once for each read whose ticket is still held.
  class Listener {
   public:
    // The bytes read, 0 at the end, or a negative errno.
    virtual void OnRead(ssize_t result) = 0;

   protected:
    ~Listener() = default;
  };

  class Read;
  struct TicketDeleter {
    void operator()(Read* read) const;
  };
  using Ticket = std::unique_ptr<Read, TicketDeleter>;

  // An offset that means: from where the descriptor stands.
  static constexpr int64_t kSequential = -1;

  FileReader(uv_loop_t* loop, size_t block_size, size_t free_blocks);
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  FileReader(FileReader&&) = delete;
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader() = default;

  BlockPool& blocks() { return blocks_; }

  // Reads what needs no waiting: bytes read, 0 at the end, or a negative errno; -EAGAIN and every
  // other error say no more than that ReadLater() has to be asked.
  static ssize_t ReadNow(const FileDescriptor& file, int64_t offset, std::span<uint8_t> into);
  // Reads into `into`, which is memory of `block`.
  [[nodiscard]] Ticket ReadLater(FileDescriptorRef file, int64_t offset, ChunkRef block,
                                 std::span<uint8_t> into, Listener& listener);

  // From now on no read is reported. Reads that no thread has begun are given up, the others
  // waited for; then `closed` is called, at once when there are none.
  void Close(std::function<void()> closed);

 private:
  static void OnWork(uv_work_t* work);
  static void OnDone(uv_work_t* work, int status);
  void Forget(Read* read);

  uv_loop_t* loop_;
  BlockPool blocks_;
  std::vector<Read*> reads_;
  std::function<void()> closed_;
};

}  // namespace http2
