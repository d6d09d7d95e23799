// The objects that the sessions of one environment (the main thread or a worker) share. There are
// no globals: an addon that is loaded twice has two of these.
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
#include "cached_files.h"
#include "dispatcher.h"
#include "event_batch.h"
#include "file_reader.h"
#include "gather_buffers.h"
#include "header_block.h"
#include "interned_strings.h"
#include "node_files.h"
#include "openssl.h"
#include "read_buffer.h"
#include "shared_flag.h"
#include "slot_array.h"
#include "tls_records.h"
#include "window_budget.h"

namespace http2 {

class SessionWrap;

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
  WindowBudget& windows() { return windows_; }
  FileReader& files() { return *files_; }
  // Files by who has opened them.
  CachedFiles& cached_files() { return cached_files_; }
  NodeFiles& node_files() { return *node_files_; }
  InternedStrings& interned() { return interned_; }
  // Scratch for one command.
  HeaderBlock& header_block() { return header_block_; }
  ReadBuffer& read_buffer() { return read_buffer_; }
  GatherBuffers& gather_buffers() { return gather_buffers_; }
  // Open sessions with a descriptor, for batches that hold the events of several.
  SlotArray& sessions() { return sessions_; }
  // Null when this Node has none that can be used.
  [[nodiscard]] const OpenSsl* openssl() const { return openssl_; }
  TlsScratch& tls_scratch() { return tls_scratch_; }
  // Writes wait for the end of the turn, see lib/stream/join-writes.js.
  SharedFlag& joins_due() { return joins_due_; }
  Dispatcher& dispatcher() { return dispatcher_; }
  // An empty batch for a delivery; 0 is the depth of one that is not nested in another.
  EventBatch& BeginBatch(uint32_t depth);
  // Nested deliveries each have a batch of their own; they are made when first needed.
  EventBatch& batch(uint32_t depth);

  // The function of lib/engine/delivery.js that has a session on a JavaScript transport write what
  // it has.
  Napi::FunctionReference flush;

  // Somebody observes performance entries.
  bool timing = false;

  // ---- Sessions with handles on the loop.
  void AddOpen(SessionWrap* session);
  void RemoveOpen(SessionWrap* session);
  void CloseDescriptors();

 private:
  static void OnCleanup(napi_async_cleanup_hook_handle handle, void* data);

  napi_env env_;
  uv_loop_t* loop_;
  BlockPool frame_blocks_;
  WindowBudget windows_;
  // Outlives this object while a thread reads for it.
  std::unique_ptr<FileReader> files_;
  CachedFiles cached_files_;
  std::shared_ptr<NodeFiles> node_files_;
  InternedStrings interned_;
  SlotArray sessions_;
  HeaderBlock header_block_;
  ReadBuffer read_buffer_;
  GatherBuffers gather_buffers_;
  const OpenSsl* openssl_;
  TlsScratch tls_scratch_;
  SharedFlag joins_due_;
  std::vector<std::unique_ptr<EventBatch>> batches_;
  std::vector<SessionWrap*> open_;
  Dispatcher dispatcher_;
  napi_async_cleanup_hook_handle cleanup_ = nullptr;
};

}  // namespace http2
