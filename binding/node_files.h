// The files that fs.open() has opened. Node remembers them for a worker, and closes their numbers
// when the worker ends: were they closed here, these numbers might be another thread's by then. So
// a descriptor that the engine is through with goes back to JavaScript, for fs.close().
//
// Lifetime: shared by the environment and its descriptors. A descriptor may outlive the
// environment's other parts, while a thread reads it; from Abandon() on nothing goes back, and Node
// closes what is left after that thread.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "file_descriptor.h"

namespace http2 {

class NodeFiles : public std::enable_shared_from_this<NodeFiles> {
 public:
  // `returned` is called when descriptors begin to wait for TakeReturned(), from anywhere: it must
  // not call JavaScript.
  explicit NodeFiles(std::function<void()> returned) : returned_(std::move(returned)) {}

  FileDescriptorRef Hold(int number);
  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  // The numbers for fs.close().
  std::vector<int> TakeReturned() { return std::exchange(waiting_, {}); }
  void Abandon();

 private:
  class Descriptor;

  void Return(int number);

  std::function<void()> returned_;
  std::vector<int> waiting_;
};

}  // namespace http2
