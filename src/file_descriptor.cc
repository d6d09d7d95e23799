#include "file_descriptor.h"

#include <unistd.h>

namespace http2 {

OwnFileDescriptor::~OwnFileDescriptor() {
  ::close(number());
}

}  // namespace http2
