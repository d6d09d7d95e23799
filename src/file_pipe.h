// A file as the body of a stream.
#pragma once

#include <cstddef>
#include <cstdint>

namespace http2 {

class FilePipe {};

}  // namespace http2
