#include "gather_buffers.h"

#include <utility>

#include "copied_chunk.h"

namespace http2 {

namespace {

// Less is copied: a slow peer must not keep a whole buffer for it.
constexpr size_t kMinLent = 16 * 1024;
// Memory that is used again costs no page faults, but too much of it is a burden.
constexpr size_t kMaxBuffers = 64;

}  // namespace

class GatherBuffers::Lent final : public Chunk {
 public:
  Lent(const uint8_t* data, size_t size, int32_t index, std::shared_ptr<Free> free)
      : Chunk(data, size), index_(index), free_(std::move(free)) {}

 private:
  void Release() override {
    free_->push_back(index_);
    delete this;
  }

  int32_t index_;
  std::shared_ptr<Free> free_;
};

GatherBuffers::GatherBuffers(Napi::Env env)
    : env_(env), array_(Napi::Persistent(Napi::Array::New(env))) {
  Add();
}

void GatherBuffers::Add() {
  const auto buffer = Napi::Buffer<uint8_t>::New(env_, kSize);
  current_ = static_cast<int32_t>(memory_.size());
  memory_.push_back(buffer.Data());
  array_.Value().Set(static_cast<uint32_t>(current_), buffer);
}

ChunkRef GatherBuffers::Take(size_t size) {
  const uint8_t* data = memory_[static_cast<size_t>(current_)];
  const bool can_lend = !free_->empty() || memory_.size() < kMaxBuffers;
  if (size < kMinLent || !can_lend) return CopiedChunk::CopyOf(data, size);
  ChunkRef lent(new Lent(data, size, current_, free_));
  if (free_->empty()) {
    Add();
  } else {
    current_ = free_->back();
    free_->pop_back();
  }
  return lent;
}

}  // namespace http2
