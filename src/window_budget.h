// How much the receive windows of all sessions of an event loop may grow together. Each session has
// a limit of its own as well; this one holds when many peers make their windows grow at once.
#pragma once

#include <cstddef>

namespace http2 {

class WindowBudget {
 public:
  // Bytes.
  static constexpr size_t kLimit = 256U * 1024 * 1024;

  explicit WindowBudget(size_t limit = kLimit) : limit_(limit) {}
  WindowBudget(const WindowBudget&) = delete;
  WindowBudget& operator=(const WindowBudget&) = delete;
  WindowBudget(WindowBudget&&) = delete;
  WindowBudget& operator=(WindowBudget&&) = delete;
  ~WindowBudget() = default;

  // What one session may take: it leaves most of what there is to others.
  [[nodiscard]] size_t room() const { return (limit_ - used_) / 4; }

 private:
  friend class WindowGrowth;

  size_t limit_;
  size_t used_ = 0;
};

// The part of it that one session has. It goes back with the session.
class WindowGrowth {
 public:
  // The budget must outlive the growth.
  explicit WindowGrowth(WindowBudget& budget) : budget_(budget) {}
  WindowGrowth(const WindowGrowth&) = delete;
  WindowGrowth& operator=(const WindowGrowth&) = delete;
  WindowGrowth(WindowGrowth&&) = delete;
  WindowGrowth& operator=(WindowGrowth&&) = delete;
  ~WindowGrowth() { Remove(bytes_); }

  // Precondition: no more than room().
  void Add(size_t bytes) {
    bytes_ += bytes;
    budget_.used_ += bytes;
  }
  void Remove(size_t bytes) {
    bytes_ -= bytes;
    budget_.used_ -= bytes;
  }
  [[nodiscard]] size_t bytes() const { return bytes_; }
  [[nodiscard]] size_t room() const { return budget_.room(); }

 private:
  WindowBudget& budget_;
  size_t bytes_ = 0;
};

}  // namespace http2
