// A descriptor that is read. One that is ours is closed with its last holder: the pipe that sends
// it, or a read that is still under way; so a number is never reused under a read. One that is the
// user's is never closed.
#pragma once

#include <memory>

namespace http2 {

class FileDescriptor {
 public:
  FileDescriptor(int number, bool owned) : number_(number), owned_(owned) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&&) = delete;
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor();

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
  bool owned_;
};

using FileDescriptorRef = std::shared_ptr<const FileDescriptor>;

}  // namespace http2
