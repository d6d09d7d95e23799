// The files that OpenCached() has opened and no stream sends yet. JavaScript knows them by their
// numbers; what it has not given to a stream when its environment ends is closed all the same.
#pragma once

#include <memory>
#include <unordered_map>

#include "file_descriptor.h"

namespace http2 {

class CachedFiles {
 public:
  void Add(int number) {
    files_.emplace(number, std::make_shared<const OwnFileDescriptor>(number));
  }
  // It is closed with the result. Precondition: it was added, and not taken.
  FileDescriptorRef Take(int number) {
    const auto node = files_.extract(number);
    return node.empty() ? nullptr : node.mapped();
  }
  void Clear() { files_.clear(); }

 private:
  std::unordered_map<int, FileDescriptorRef> files_;
};

}  // namespace http2
