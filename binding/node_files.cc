#include "node_files.h"

namespace http2 {

class NodeFiles::Descriptor final : public FileDescriptor {
 public:
  Descriptor(int number, std::shared_ptr<NodeFiles> files)
      : FileDescriptor(number), files_(std::move(files)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() override { files_->Return(number()); }

 private:
  std::shared_ptr<NodeFiles> files_;
};

FileDescriptorRef NodeFiles::Hold(int number) {
  return std::make_shared<const Descriptor>(number, shared_from_this());
}

void NodeFiles::Return(int number) {
  if (!returned_) return;
  // Called first: it looks whether anything waits already.
  if (waiting_.empty()) returned_();
  waiting_.push_back(number);
}

void NodeFiles::Abandon() {
  returned_ = nullptr;
  waiting_.clear();
}

}  // namespace http2
