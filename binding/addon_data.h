// What one environment (the main thread or a worker) shares among its sessions. There are no
// globals: an addon that is loaded twice has two of these.
//
// Lifetime: made when the addon is loaded; dies with its environment. Before that, the clean-up
// hook closes every handle on the event loop and waits for the threads that read files, so that the
// loop can be closed.
#pragma once

#include <napi.h>
#include <uv.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "block_pool.h"
#include "event_batch.h"
#include "file_reader.h"
#include "gather_buffer.h"
#include "header_block.h"
#include "interned_strings.h"
#include "read_buffer.h"

namespace http2 {

class SessionWrap;
struct LoopHandles;

class AddonData {
 public:
  AddonData(Napi::Env env, uv_loop_t* loop);
  AddonData(const AddonData&) = delete;
  AddonData& operator=(const AddonData&) = delete;
  AddonData(AddonData&&) = delete;
  AddonData& operator=(AddonData&&) = delete;
  ~AddonData() = default;

  static AddonData& Of(napi_env env);

  [[nodiscard]] uv_loop_t* loop() const { return loop_; }
  BlockPool& frame_blocks() { return frame_blocks_; }
  // For writes that came together: memory that is used again costs no page faults.
  BlockPool& write_blocks() { return write_blocks_; }
  FileReader& files() { return *files_; }
  InternedStrings& interned() { return interned_; }
  // Scratch for one command.
  HeaderBlock& header_block() { return header_block_; }
  ReadBuffer& read_buffer() { return read_buffer_; }
  GatherBuffer& gather_buffer() { return gather_buffer_; }
  // Nested dispatches each have a batch of their own; they are made when first needed.
  EventBatch& batch(uint32_t depth);

  // The functions of lib/events.js: `deliver` walks a session's events, `flush` has a session on a
  // JavaScript transport write what it has.
  Napi::FunctionReference deliver;
  Napi::FunctionReference flush;

  // Somebody observes performance entries.
  bool timing = false;

  // ---- Sessions that have output, to be written before the loop polls again.
  void AddDirty(SessionWrap* session);
  void RemoveDirty(SessionWrap* session);

  // ---- Sessions with handles on the loop.
  void AddOpen(SessionWrap* session) { open_.push_back(session); }
  void RemoveOpen(SessionWrap* session);

 private:
  void StartFlushing();
  static void OnCleanup(napi_async_cleanup_hook_handle handle, void* data);
  void FlushDirty();
  void FlushOnce();

  napi_env env_;
  uv_loop_t* loop_;
  BlockPool frame_blocks_;
  BlockPool write_blocks_;
  // Outlives this object while a thread reads for it.
  std::unique_ptr<FileReader> files_;
  InternedStrings interned_;
  HeaderBlock header_block_;
  ReadBuffer read_buffer_;
  GatherBuffer gather_buffer_;
  std::vector<std::unique_ptr<EventBatch>> batches_;
  std::vector<SessionWrap*> dirty_;
  // Those of the flush that is going on.
  std::vector<SessionWrap*>* flushing_ = nullptr;
  std::vector<SessionWrap*> open_;
  Napi::AsyncContext context_;
  // libuv's handles live until their close callbacks, which may be after this object.
  LoopHandles* handles_;
  bool closing_ = false;
};

}  // namespace http2
