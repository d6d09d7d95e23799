// A file is read, taken, failed and dropped in any order, while threads read: whatever is taken is
// what the file has at that place.
#include <fuzzer/FuzzedDataProvider.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "file_pipe.h"

namespace http2::test {

namespace {

constexpr size_t kBlock = 4096;
constexpr size_t kFileSize = 5 * kBlock + 123;

char ByteAt(size_t at) {
  return static_cast<char>(at * 31 + at / 256);
}

// The descriptor of a file without a name; it stays open.
int PatternFile() {
  char path[] = "/tmp/file_pipe_fuzz_XXXXXX";
  const int descriptor = ::mkstemp(path);
  ::unlink(path);
  std::string content(kFileSize, '\0');
  for (size_t i = 0; i < content.size(); ++i)
    content[i] = ByteAt(i);
  if (::write(descriptor, content.data(), content.size()) != ssize_t{kFileSize}) std::abort();
  return descriptor;
}

class Schedule : private FilePipe::Listener {
 public:
  explicit Schedule(FuzzedDataProvider& choices) : choices_(choices) { uv_loop_init(&loop_); }
  Schedule(const Schedule&) = delete;
  Schedule& operator=(const Schedule&) = delete;
  Schedule(Schedule&&) = delete;
  Schedule& operator=(Schedule&&) = delete;
  virtual ~Schedule() {
    pipe_.reset();
    uv_run(&loop_, UV_RUN_DEFAULT);
    reader_.reset();
    if (uv_loop_close(&loop_) != 0) std::abort();
  }

  void Run(int descriptor) {
    const auto offset = choices_.ConsumeIntegralInRange<int64_t>(0, kFileSize + 10);
    const auto length = choices_.ConsumeIntegralInRange<int64_t>(-1, kFileSize + 10);
    reader_ = std::make_unique<FileReader>(&loop_, kBlock, 2);
    at_ = static_cast<size_t>(offset);
    pipe_ = std::make_unique<FilePipe>(*reader_, std::make_shared<const FileDescriptor>(descriptor),
                                       FileRange{offset, length},
                                       static_cast<FilePipe::Listener&>(*this), 1);
    while (choices_.remaining_bytes() > 0 && pipe_ != nullptr)
      Step();
  }

 private:
  void OnFileRead(int32_t, size_t) override {}

  void Step() {
    switch (choices_.ConsumeIntegralInRange<int>(0, 9)) {
      case 0:
        uv_run(&loop_, UV_RUN_NOWAIT);
        break;
      case 1:
        uv_run(&loop_, UV_RUN_ONCE);
        break;
      case 2:
        pipe_->Fail();
        break;
      case 3:
        pipe_.reset();
        break;
      case 4:
      case 5:
      case 6:
        pipe_->Prepare(choices_.ConsumeIntegralInRange<size_t>(1, 2 * kBlock),
                       choices_.ConsumeIntegralInRange<size_t>(0, 8 * kBlock));
        break;
      default:
        Take();
    }
  }

  void Take() {
    if (pipe_->available() == 0) return;
    const SendQueue::Slice slice =
        pipe_->Take(choices_.ConsumeIntegralInRange<size_t>(1, 2 * kBlock));
    for (size_t i = 0; i < slice.size; ++i) {
      if (static_cast<char>(slice.data[i]) != ByteAt(at_ + i)) std::abort();
    }
    at_ += slice.size;
    if (at_ > kFileSize) std::abort();
  }

  FuzzedDataProvider& choices_;
  uv_loop_t loop_{};
  std::unique_ptr<FileReader> reader_;
  std::unique_ptr<FilePipe> pipe_;
  // Where in the file the next byte that is taken comes from.
  size_t at_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const int descriptor = PatternFile();
  FuzzedDataProvider choices(data, size);
  Schedule(choices).Run(descriptor);
  return 0;
}

}  // namespace http2::test
