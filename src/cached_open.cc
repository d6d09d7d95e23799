#include "cached_open.h"

#if defined(__linux__)
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <optional>
#include <utility>
#endif

namespace http2 {

#if defined(SYS_openat2) && defined(RESOLVE_CACHED)

namespace {

class Opened {
 public:
  Opened(const char* path, uint64_t flags) {
    open_how how{};
    how.flags = flags | O_CLOEXEC;
    how.resolve = RESOLVE_CACHED;
    number_ = static_cast<int>(::syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof(how)));
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  Opened(Opened&&) = delete;
  Opened& operator=(Opened&&) = delete;
  ~Opened() {
    if (number_ >= 0) ::close(number_);
  }

  // Empty for what is not a regular file.
  [[nodiscard]] std::optional<int64_t> Size() const {
    struct stat info {};
    if (number_ < 0 || ::fstat(number_, &info) != 0 || !S_ISREG(info.st_mode)) return {};
    return info.st_size;
  }

  // Opening a file of these asks a server, or a program, first. Unknown kinds count among them.
  [[nodiscard]] bool IsLocal() const {
    struct statfs info {};
    if (::fstatfs(number_, &info) != 0) return false;
    switch (info.f_type) {
      case EXT4_SUPER_MAGIC:
      case XFS_SUPER_MAGIC:
      case BTRFS_SUPER_MAGIC:
      case F2FS_SUPER_MAGIC:
      case TMPFS_MAGIC:
      case OVERLAYFS_SUPER_MAGIC:
        return true;
      default:
        return false;
    }
  }

  int Release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

}  // namespace

// Looked at before it is opened: to open a pipe or a device has consequences. Should the path mean
// one of them by then, O_NONBLOCK keeps the open from waiting.
CachedFile OpenCached(const char* path) {
  const Opened seen(path, O_PATH);
  if (!seen.Size() || !seen.IsLocal()) return {};
  Opened file(path, O_RDONLY | O_NONBLOCK);
  const std::optional<int64_t> size = file.Size();
  if (!size) return {};
  return {file.Release(), *size};
}

#else

CachedFile OpenCached(const char*) {
  return {};
}

#endif

}  // namespace http2
