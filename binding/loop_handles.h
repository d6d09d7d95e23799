// The handles by which an environment takes part in the turns of its event loop.
//
// Lifetime: libuv's handles live until their close callbacks, which may be after whoever made this
// object: it is freed when libuv has let go of all of them, some time after Close().
#pragma once

#include <uv.h>

#include <array>
#include <functional>
#include <memory>

namespace http2 {

class LoopHandles {
 public:
  class Listener {
   public:
    // Before and after each poll, while started.
    virtual void OnTurn() = 0;
    // Before each poll, while watched.
    virtual void OnPrepare() = 0;

   protected:
    ~Listener() = default;
  };

  struct Closer {
    void operator()(LoopHandles* handles) const { handles->Close(); }
  };
  using Owner = std::unique_ptr<LoopHandles, Closer>;

  // The listener must live until Close().
  static Owner Create(uv_loop_t* loop, Listener& listener);
  LoopHandles(const LoopHandles&) = delete;
  LoopHandles& operator=(const LoopHandles&) = delete;
  LoopHandles(LoopHandles&&) = delete;
  LoopHandles& operator=(LoopHandles&&) = delete;
  ~LoopHandles() = default;

  void Start();
  // The loop does not block in its next poll.
  void KeepTurning();
  void Stop();
  // Watching keeps no loop alive.
  void Watch();
  void StopWatching();
  // Called when libuv has let go of the handles.
  void WhenClosed(std::function<void()> closed) { closed_ = std::move(closed); }

 private:
  LoopHandles(uv_loop_t* loop, Listener& listener);
  void Close();
  std::array<uv_handle_t*, 4> All();

  Listener& listener_;
  uv_prepare_t prepare_{};
  uv_prepare_t watch_{};
  // Runs after the poll, before immediates: of the handles of a kind the last started is the first.
  uv_check_t check_{};
  uv_idle_t idle_{};
  int open_ = 4;
  std::function<void()> closed_;
};

}  // namespace http2
