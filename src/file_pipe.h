// A file as the body of a stream: what is read of it and not yet sent, at most two blocks.
//
//              take, read on
//                +------+
//                v      |
//     kOpen -----+------+--- end of the range, end of the file ---> kComplete
//       |
//       +--- a read failed ---> kFailed
//
// Bytes that were read before the end or the failure are still there to be taken. A read in a
// thread may be under way in kOpen only. The descriptor is let go when kOpen is left.
//
// Lifetime: the pipe belongs to its stream; the reader must outlive every read.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "chunk.h"
#include "file_descriptor.h"
#include "file_reader.h"
#include "send_queue.h"

namespace http2 {

struct FileRange {
  // kSequential: from where the descriptor stands; so is 0 for one that can't be positioned.
  int64_t offset = 0;
  // In bytes; less than 0: to the end of the file. The file may end before the range does.
  int64_t length = -1;
};

class FilePipe final : private FileReader::Listener {
 public:
  class Listener {
   public:
    // A read in a thread came back with `size` bytes: ask Prepare() again.
    virtual void OnFileRead(int32_t stream, size_t size) = 0;

   protected:
    ~Listener() = default;
  };

  FilePipe(FileReader& reader, FileDescriptorRef file, FileRange range, Listener& listener,
           int32_t stream);
  FilePipe(const FilePipe&) = delete;
  FilePipe& operator=(const FilePipe&) = delete;
  FilePipe(FilePipe&&) = delete;
  FilePipe& operator=(FilePipe&&) = delete;
  ~FilePipe() = default;

  // Reads on until `wanted` bytes are there, if that needs no waiting; else starts a read in a
  // thread. `window`: how many the peer takes now. False: nothing to do but to wait for
  // OnFileRead().
  bool Prepare(size_t wanted, size_t window);
  // Reads no more: what comes after the bytes that are available is a failure.
  void Fail();
  // Bytes that can be taken.
  [[nodiscard]] size_t available() const { return available_; }
  // Nothing comes after what is available.
  [[nodiscard]] bool complete() const { return state_ == State::kComplete; }
  [[nodiscard]] bool failed() const { return state_ == State::kFailed && available_ == 0; }
  // The next run of bytes, at most `limit`. Precondition: available() > 0.
  SendQueue::Slice Take(size_t limit);

 private:
  enum class State : uint8_t { kOpen, kComplete, kFailed };
  struct Buffer {
    ChunkRef block;
    std::span<const uint8_t> bytes;  // read and not taken
    std::span<uint8_t> room;         // behind them
  };

  void OnRead(ssize_t result) override;
  [[nodiscard]] size_t Target(size_t wanted, size_t window) const;
  bool ReadMore(size_t window);
  Buffer* BufferWithRoom();
  ssize_t ReadNow(std::span<uint8_t> into);
  void Accept(Buffer& buffer, ssize_t result);
  void Leave(State state);
  void Shift();

  FileReader& reader_;
  FileDescriptorRef file_;
  int64_t offset_;
  int64_t remaining_;
  FilePipe::Listener& listener_;
  int32_t stream_;
  State state_ = State::kOpen;
  // Whether the system can read only what it has in memory (RWF_NOWAIT).
  bool immediate_ = true;
  // The last read needed a thread: read ahead.
  bool slow_ = false;
  size_t available_ = 0;
  // The one that is taken from, and the one behind it.
  std::array<Buffer, 2> buffers_;
  Buffer* reading_ = nullptr;
  FileReader::Ticket ticket_;
};

}  // namespace http2
