#include "loop_handles.h"

namespace http2 {

LoopHandles::Owner LoopHandles::Create(uv_loop_t* loop, Listener& listener) {
  return Owner(new LoopHandles(loop, listener));
}

LoopHandles::LoopHandles(uv_loop_t* loop, Listener& listener) : listener_(listener) {
  uv_prepare_init(loop, &prepare_);
  uv_prepare_init(loop, &watch_);
  uv_check_init(loop, &check_);
  uv_idle_init(loop, &idle_);
  for (uv_handle_t* handle : All())
    handle->data = this;
  uv_unref(reinterpret_cast<uv_handle_t*>(&watch_));
}

std::array<uv_handle_t*, 4> LoopHandles::All() {
  return {reinterpret_cast<uv_handle_t*>(&prepare_), reinterpret_cast<uv_handle_t*>(&watch_),
          reinterpret_cast<uv_handle_t*>(&check_), reinterpret_cast<uv_handle_t*>(&idle_)};
}

void LoopHandles::Start() {
  uv_prepare_start(&prepare_, [](uv_prepare_t* prepare) {
    static_cast<LoopHandles*>(prepare->data)->listener_.OnTurn();
  });
  uv_check_start(&check_, [](uv_check_t* check) {
    static_cast<LoopHandles*>(check->data)->listener_.OnTurn();
  });
}

void LoopHandles::KeepTurning() {
  uv_idle_start(&idle_, [](uv_idle_t*) {});
}

void LoopHandles::Stop() {
  uv_prepare_stop(&prepare_);
  uv_check_stop(&check_);
  uv_idle_stop(&idle_);
}

void LoopHandles::Watch() {
  uv_prepare_start(&watch_, [](uv_prepare_t* watch) {
    static_cast<LoopHandles*>(watch->data)->listener_.OnPrepare();
  });
}

void LoopHandles::StopWatching() {
  uv_prepare_stop(&watch_);
}

void LoopHandles::Close() {
  for (uv_handle_t* handle : All()) {
    uv_close(handle, [](uv_handle_t* closed) {
      auto* handles = static_cast<LoopHandles*>(closed->data);
      if (--handles->open_ > 0) return;
      const std::unique_ptr<LoopHandles> last(handles);
      if (last->closed_) last->closed_();
    });
  }
}

}  // namespace http2
