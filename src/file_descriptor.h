// A descriptor that is read. Whoever has opened it closes it, once its last holder is gone: the
// pipe that sends it, or a read that is still under way; so a number is never reused under a read.
#pragma once

#include <memory>

namespace http2 {

// The number of an open file. Its opener closes it, once it knows that nobody reads it any more.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&&) = delete;
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  virtual ~FileDescriptor() = default;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

// A file that the engine has opened, and so closes.
class OwnFileDescriptor final : public FileDescriptor {
 public:
  using FileDescriptor::FileDescriptor;
  OwnFileDescriptor(const OwnFileDescriptor&) = delete;
  OwnFileDescriptor& operator=(const OwnFileDescriptor&) = delete;
  OwnFileDescriptor(OwnFileDescriptor&&) = delete;
  OwnFileDescriptor& operator=(OwnFileDescriptor&&) = delete;
  ~OwnFileDescriptor() override;
};

using FileDescriptorRef = std::shared_ptr<const FileDescriptor>;

}  // namespace http2
