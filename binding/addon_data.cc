#include "addon_data.h"

#include <algorithm>
#include <array>

#include "session_wrap.h"

namespace http2 {

namespace {

constexpr size_t kFrameBlockSize = 16 * 1024;
constexpr size_t kFreeFrameBlocks = 64;
constexpr size_t kFreeWriteBlocks = 64;
// Four DATA frames of the usual size; small enough that what is read is still in the processor's
// cache when it is sent.
constexpr size_t kFileBlockSize = 64 * 1024;
constexpr size_t kFreeFileBlocks = 64;
// Output provokes output (a write that is done starts the next): so often in one turn of the loop.
constexpr int kMostRounds = 8;

}  // namespace

// Freed when libuv has let go of both handles and no thread reads any more, which may be after the
// addon's data is gone.
struct LoopHandles {
  uv_prepare_t prepare{};
  // Runs after the poll, before immediates: of the handles of a kind the last started is the first.
  uv_check_t check{};
  // Active while output is left over, so that the loop does not block in its poll.
  uv_idle_t idle{};
  napi_async_cleanup_hook_handle hook = nullptr;
  // Since the clean-up began.
  std::unique_ptr<FileReader> files;
  int open = 4;  // the handles, and the reader

  std::array<uv_handle_t*, 3> All() {
    return {reinterpret_cast<uv_handle_t*>(&prepare), reinterpret_cast<uv_handle_t*>(&check),
            reinterpret_cast<uv_handle_t*>(&idle)};
  }

  // Freed with the last: libuv looks at each until its own callback has run.
  void CloseOne() {
    if (--open > 0) return;
    const std::unique_ptr<LoopHandles> last(this);
    napi_remove_async_cleanup_hook(hook);
  }
};

AddonData::AddonData(Napi::Env env, uv_loop_t* loop)
    : env_(env),
      loop_(loop),
      frame_blocks_(kFrameBlockSize, kFreeFrameBlocks),
      write_blocks_(GatherBuffer::kSize, kFreeWriteBlocks),
      files_(std::make_unique<FileReader>(loop, kFileBlockSize, kFreeFileBlocks)),
      interned_(env),
      read_buffer_(env),
      gather_buffer_(env),
      context_(env, "HTTP2FLUSH"),
      handles_(std::make_unique<LoopHandles>().release()) {
  uv_prepare_init(loop, &handles_->prepare);
  uv_check_init(loop, &handles_->check);
  uv_idle_init(loop, &handles_->idle);
  handles_->prepare.data = this;
  handles_->check.data = this;
  handles_->idle.data = handles_;
  napi_add_async_cleanup_hook(env, OnCleanup, this, &handles_->hook);
}

AddonData& AddonData::Of(napi_env env) {
  return *Napi::Env(env).GetInstanceData<AddonData>();
}

EventBatch& AddonData::batch(uint32_t depth) {
  while (batches_.size() <= depth)
    batches_.push_back(std::make_unique<EventBatch>(env_));
  return *batches_[depth];
}

void AddonData::AddDirty(SessionWrap* session) {
  if (closing_) return;
  if (dirty_.empty()) StartFlushing();
  dirty_.push_back(session);
}

void AddonData::RemoveDirty(SessionWrap* session) {
  SessionWrap* none = nullptr;
  std::replace(dirty_.begin(), dirty_.end(), session, none);
  if (flushing_ != nullptr) std::replace(flushing_->begin(), flushing_->end(), session, none);
}

void AddonData::RemoveOpen(SessionWrap* session) {
  std::erase(open_, session);
}

void AddonData::StartFlushing() {
  uv_prepare_start(&handles_->prepare, [](uv_prepare_t* prepare) {
    static_cast<AddonData*>(prepare->data)->FlushDirty();
  });
  uv_check_start(&handles_->check,
                 [](uv_check_t* check) { static_cast<AddonData*>(check->data)->FlushDirty(); });
}

void AddonData::FlushDirty() {
  for (int round = 0; round < kMostRounds && !dirty_.empty() && !closing_; ++round)
    FlushOnce();
  if (closing_) return;
  if (dirty_.empty()) {
    uv_prepare_stop(&handles_->prepare);
    uv_check_stop(&handles_->check);
    uv_idle_stop(&handles_->idle);
  } else {
    uv_idle_start(&handles_->idle, [](uv_idle_t*) {});
  }
}

void AddonData::FlushOnce() {
  const Napi::HandleScope scope(env_);
  std::vector<SessionWrap*> sessions;
  sessions.swap(dirty_);
  flushing_ = &sessions;
  {
    // One scope for all: ticks run once, after the last.
    const Napi::CallbackScope callbacks(env_, context_);
    for (SessionWrap* session : sessions) {
      if (session != nullptr) session->FlushFromLoop();
    }
  }
  flushing_ = nullptr;
}

void AddonData::OnCleanup(napi_async_cleanup_hook_handle, void* data) {
  auto* self = static_cast<AddonData*>(data);
  self->closing_ = true;
  const std::vector<SessionWrap*> open = self->open_;
  for (SessionWrap* session : open)
    session->CloseIo();
  LoopHandles* handles = self->handles_;
  for (uv_handle_t* handle : handles->All()) {
    handle->data = handles;
    uv_close(handle,
             [](uv_handle_t* closed) { static_cast<LoopHandles*>(closed->data)->CloseOne(); });
  }
  handles->files = std::move(self->files_);
  handles->files->Close([handles] { handles->CloseOne(); });
}

}  // namespace http2
