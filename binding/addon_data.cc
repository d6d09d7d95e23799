#include "addon_data.h"

#include <utility>

#include "session_wrap.h"
#include "tls_connections.h"

namespace http2 {

namespace {

constexpr size_t kFrameBlockSize = 16 * 1024;
constexpr size_t kFreeFrameBlocks = 64;
// Four DATA frames of the usual size; small enough that what is read is still in the processor's
// cache when it is sent.
constexpr size_t kFileBlockSize = 64 * 1024;
constexpr size_t kFreeFileBlocks = 64;

// The end of the environment waits for these to close.
struct Cleanup {
  napi_async_cleanup_hook_handle hook;
  std::unique_ptr<FileReader> files;
  int open = 2;  // the dispatcher, and the reader

  void CloseOne() {
    if (--open > 0) return;
    const std::unique_ptr<Cleanup> last(this);
    napi_remove_async_cleanup_hook(hook);
  }
};

}  // namespace

AddonData::AddonData(Napi::Env env, uv_loop_t* loop)
    : env_(env),
      loop_(loop),
      frame_blocks_(kFrameBlockSize, kFreeFrameBlocks),
      files_(std::make_unique<FileReader>(loop, kFileBlockSize, kFreeFileBlocks)),
      node_files_(std::make_shared<NodeFiles>([this] { dispatcher_.Wake(); })),
      interned_(env),
      sessions_(env),
      read_buffer_(env),
      gather_buffers_(env),
      openssl_(OpenSsl::Find()),
      joins_due_(env),
      dispatcher_(env, loop, *this) {
  if (openssl_ != nullptr && !TlsConnections::Watch(*openssl_)) openssl_ = nullptr;
  napi_add_async_cleanup_hook(env, OnCleanup, this, &cleanup_);
}

AddonData& AddonData::Of(napi_env env) {
  return *Napi::Env(env).GetInstanceData<AddonData>();
}

EventBatch& AddonData::batch(uint32_t depth) {
  while (batches_.size() <= depth)
    batches_.push_back(std::make_unique<EventBatch>(env_));
  return *batches_[depth];
}

EventBatch& AddonData::BeginBatch(uint32_t depth) {
  if (depth == 0) {
    interned_.Recycle();
    sessions_.Recycle();
  }
  EventBatch& begun = batch(depth);
  begun.Begin();
  return begun;
}

void AddonData::AddOpen(SessionWrap* session) {
  if (open_.empty()) dispatcher_.Watch(true);
  open_.push_back(session);
}

void AddonData::RemoveOpen(SessionWrap* session) {
  std::erase(open_, session);
  if (open_.empty()) dispatcher_.Watch(false);
}

void AddonData::CloseDescriptors() {
  const std::vector<SessionWrap*> open = open_;
  for (SessionWrap* session : open)
    session->CloseIo();
}

void AddonData::OnCleanup(napi_async_cleanup_hook_handle hook, void* data) {
  auto* self = static_cast<AddonData*>(data);
  self->CloseDescriptors();
  self->cached_files_.Clear();
  self->node_files_->Abandon();
  Cleanup* cleanup = std::make_unique<Cleanup>(Cleanup{hook, std::move(self->files_)}).release();
  self->dispatcher_.Close([cleanup] { cleanup->CloseOne(); });
  cleanup->files->Close([cleanup] { cleanup->CloseOne(); });
}

}  // namespace http2
