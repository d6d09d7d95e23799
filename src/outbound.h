// The bytes that a session wants on the wire, in order: frames serialized by nghttp2 in pooled
// blocks, and payloads that stay in their chunks. A receipt marks a place in that order; it is
// cashed when every byte before it has been handed over.
//
// A payload whose memory JavaScript has lent (chunk.h) must be handed over, or copied by Own(),
// before JavaScript runs again: the head of its frame may be on the wire, and nobody can take that
// back.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>

#include "block_pool.h"
#include "body_progress.h"
#include "chunk.h"
#include "event_queue.h"
#include "ring.h"

namespace http2 {

class Outbound {
 public:
  // The pool must outlive the outbound.
  explicit Outbound(BlockPool& pool) : pool_(pool) {}

  void AppendCopy(const uint8_t* data, size_t size);
  // Small payloads are copied all the same: a slice of their own would cost more.
  void AppendPayload(const ChunkRef& chunk, const uint8_t* data, size_t size);
  void AppendZeros(size_t size);
  // The event is pushed once all that was appended before is handed over.
  void AddReceipt(EventType type, int32_t id, int32_t a = 0, int32_t b = 0);
  // Copies the payloads whose memory is lent; from then on JavaScript may run.
  void Own();

  [[nodiscard]] bool empty() const { return pending_ == 0; }
  [[nodiscard]] size_t pending() const { return pending_; }
  // The bytes that it occupies: those that are pending, and what keeps their order.
  [[nodiscard]] size_t memory() const { return pending_ + segments_.memory() + receipts_.memory(); }
  // How many bytes were taken out so far.
  [[nodiscard]] uint64_t taken() const { return appended_ - pending_; }
  // How many bytes were handed over so far.
  [[nodiscard]] uint64_t handed_over() const { return handed_over_; }
  // Fills at most `capacity` slices with the oldest pending bytes; returns how many.
  size_t Gather(iovec* slices, size_t capacity) const;
  // Copies the oldest pending bytes to `to`, and takes them out; returns how many. They count as
  // handed over only after Acknowledge().
  size_t CopyOut(uint8_t* to, size_t capacity);
  // As CopyOut(), without a copy: of bytes that Gather() has shown.
  void Take(size_t size) { Drop(size); }
  // A DATA frame of the stream that the mark belongs to ends with the byte that was appended last.
  void MarkBody(BodyProgress::Mark& mark) { progress_.Serialized(mark, appended_); }
  BodyProgress& progress() { return progress_; }
  [[nodiscard]] const BodyProgress& progress() const { return progress_; }
  // `size` of the pending bytes are handed over: takes them out and cashes receipts.
  void Consume(size_t size, EventQueue& events);
  // `size` of the bytes that CopyOut() took are handed over.
  void Acknowledge(size_t size, EventQueue& events);
  // Drops everything; receipts are never cashed.
  void Clear();

 private:
  struct Segment {
    ChunkRef owner;
    const uint8_t* data = nullptr;
    size_t size = 0;
  };
  struct Receipt {
    uint64_t position = 0;
    EventType type{};
    int32_t id = 0;
    int32_t a = 0;
    int32_t b = 0;
  };

  void Append(const ChunkRef& owner, const uint8_t* data, size_t size);
  void Drop(size_t size);
  void CashReceipts(EventQueue& events);

  BlockPool& pool_;
  // An idle session keeps room for a few answers.
  Ring<Segment, 8> segments_;
  ChunkRef block_;
  uint8_t* block_end_ = nullptr;
  size_t block_room_ = 0;
  size_t pending_ = 0;
  // Lent memory may be among the segments.
  bool has_lent_ = false;
  uint64_t appended_ = 0;
  uint64_t handed_over_ = 0;
  BodyProgress progress_;
  Ring<Receipt, 8> receipts_;
};

}  // namespace http2
