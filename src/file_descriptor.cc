#include "file_descriptor.h"

#include <unistd.h>

namespace http2 {

FileDescriptor::~FileDescriptor() {
  if (owned_) ::close(number_);
}

}  // namespace http2
