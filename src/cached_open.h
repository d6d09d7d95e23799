// Opens a file without waiting for a disk or a server: only what the system knows by heart. A
// thread hop costs more than all the rest of a small file.
#pragma once

#include <cstdint>

namespace http2 {

struct CachedFile {
  int descriptor = -1;  // the caller's to close; less than 0: open the file the slow way
  int64_t size = 0;     // in bytes
};

// Regular files of local file systems only. Failure says nothing about the file.
CachedFile OpenCached(const char* path);

}  // namespace http2
