// Files as bodies: what is read, when a thread is asked, and what ends it.
#include "file_pipe.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace http2::test {
namespace {

constexpr size_t kBlock = 64 * 1024;
constexpr size_t kFrame = 16 * 1024;

bool IsOpen(int descriptor) {
  return ::fcntl(descriptor, F_GETFD) != -1;
}

class Pipe : public ::testing::Test, private FilePipe::Listener {
 protected:
  void SetUp() override {
    uv_loop_init(&loop_);
    reader_ = std::make_unique<FileReader>(&loop_, kBlock, 4);
  }
  void TearDown() override {
    pipe_.reset();
    uv_run(&loop_, UV_RUN_DEFAULT);
    reader_.reset();
    EXPECT_EQ(uv_loop_close(&loop_), 0);
  }

  // The descriptor of a file without a name.
  static int FileOf(const std::string& content) {
    std::string path = ::testing::TempDir() + "file_pipe_XXXXXX";
    const int descriptor = ::mkstemp(path.data());
    ::unlink(path.c_str());
    EXPECT_EQ(::write(descriptor, content.data(), content.size()),
              static_cast<ssize_t>(content.size()));
    return descriptor;
  }

  static std::string Pattern(size_t size) {
    std::string content(size, '\0');
    for (size_t i = 0; i < size; ++i)
      content[i] = static_cast<char>(i * 31 + i / 256);
    return content;
  }

  int Send(int descriptor, FileRange range, bool owned = true) {
    FilePipe::Listener& listener = *this;
    FileDescriptorRef file;
    if (owned) {
      file = std::make_shared<const OwnFileDescriptor>(descriptor);
    } else {
      file = std::make_shared<const FileDescriptor>(descriptor);
    }
    pipe_ = std::make_unique<FilePipe>(*reader_, std::move(file), range, listener, 1);
    return descriptor;
  }

  // Takes frames until the end or a failure, waiting for threads as it must.
  std::string TakeAll() {
    std::string taken;
    for (;;) {
      if (!pipe_->Prepare(kFrame, 4 * kBlock)) {
        uv_run(&loop_, UV_RUN_ONCE);
        continue;
      }
      size_t left = std::min(kFrame, pipe_->available());
      while (left > 0) {
        const SendQueue::Slice slice = pipe_->Take(left);
        taken.append(reinterpret_cast<const char*>(slice.data), slice.size);
        left -= slice.size;
      }
      if (pipe_->failed() || (pipe_->complete() && pipe_->available() == 0)) return taken;
    }
  }

  uv_loop_t loop_{};
  std::unique_ptr<FileReader> reader_;
  std::unique_ptr<FilePipe> pipe_;
  size_t reads_ = 0;

 private:
  void OnFileRead(int32_t, size_t) override { ++reads_; }
};

TEST_F(Pipe, SendsFilesOfEverySize) {
  for (const size_t size : {size_t{0}, size_t{1}, kFrame - 1, kFrame, kFrame + 1, kBlock,
                            kBlock + 1, 10 * kBlock + 7}) {
    const std::string content = Pattern(size);
    const int descriptor = Send(FileOf(content), {0, -1});
    EXPECT_EQ(TakeAll(), content) << size;
    EXPECT_TRUE(pipe_->complete());
    EXPECT_FALSE(IsOpen(descriptor)) << size;
  }
}

TEST_F(Pipe, SendsARange) {
  const std::string content = Pattern(3 * kBlock);
  Send(FileOf(content), {70000, 65537});
  EXPECT_EQ(TakeAll(), content.substr(70000, 65537));
}

TEST_F(Pipe, EndsWithTheFileWhenTheRangeIsLonger) {
  Send(FileOf("short"), {2, 100});
  EXPECT_EQ(TakeAll(), "ort");
  EXPECT_TRUE(pipe_->complete());
}

TEST_F(Pipe, IsCompleteAtOnceWithoutLength) {
  const int descriptor = Send(FileOf("short"), {0, 0});
  EXPECT_TRUE(pipe_->complete());
  EXPECT_FALSE(IsOpen(descriptor));
}

TEST_F(Pipe, LeavesADescriptorThatIsNotItsOwnOpen) {
  const int descriptor = Send(FileOf("short"), {0, -1}, false);
  EXPECT_EQ(TakeAll(), "short");
  pipe_.reset();
  EXPECT_TRUE(IsOpen(descriptor));
  ::close(descriptor);
}

TEST_F(Pipe, KnowsTheEndWithTheLastByte) {
  Send(FileOf(Pattern(kFrame)), {0, -1});
  while (!pipe_->Prepare(kFrame, kBlock))
    uv_run(&loop_, UV_RUN_ONCE);
  // The system has a file in memory that was just written.
  EXPECT_TRUE(reads_ > 0 || pipe_->complete());
}

TEST_F(Pipe, HoldsTwoBlocksAtMost) {
  Send(FileOf(Pattern(8 * kBlock)), {0, -1});
  while (!pipe_->Prepare(kFrame, 8 * kBlock))
    uv_run(&loop_, UV_RUN_ONCE);
  for (int i = 0; i < 20; ++i) {
    pipe_->Take(1000);
    pipe_->Prepare(kFrame, 8 * kBlock);
    uv_run(&loop_, UV_RUN_NOWAIT);
    EXPECT_LE(reader_->blocks().in_use(), 2U);
  }
}

TEST_F(Pipe, FailsForADescriptorThatIsNotOpen) {
  Send(-1, {0, -1}, false);
  EXPECT_EQ(TakeAll(), "");
  EXPECT_TRUE(pipe_->failed());
  EXPECT_EQ(reads_, 1U);
}

TEST_F(Pipe, SendsWhatItHasBeforeItFails) {
  Send(FileOf(Pattern(4 * kBlock)), {0, -1});
  while (!pipe_->Prepare(kFrame, kBlock))
    uv_run(&loop_, UV_RUN_ONCE);
  const size_t available = pipe_->available();
  pipe_->Fail();
  EXPECT_FALSE(pipe_->failed());
  EXPECT_EQ(TakeAll().size(), available);
  EXPECT_TRUE(pipe_->failed());
}

TEST_F(Pipe, SendsWhatAnotherProcessWritesAsItComes) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  Send(ends[0], {0, -1});
  ASSERT_EQ(::write(ends[1], "first", 5), 5);
  while (!pipe_->Prepare(kFrame, kBlock))
    uv_run(&loop_, UV_RUN_ONCE);
  EXPECT_EQ(pipe_->available(), 5U);
  ASSERT_EQ(::write(ends[1], "second", 6), 6);
  ::close(ends[1]);
  EXPECT_EQ(TakeAll(), "firstsecond");
  EXPECT_TRUE(pipe_->complete());
}

TEST_F(Pipe, MayBeDestroyedWhileAThreadReads) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  Send(ends[0], {-1, -1});
  EXPECT_FALSE(pipe_->Prepare(kFrame, kBlock));
  pipe_.reset();
  EXPECT_TRUE(IsOpen(ends[0]) || reader_->blocks().in_use() == 0);
  uv_run(&loop_, UV_RUN_DEFAULT);
  EXPECT_FALSE(IsOpen(ends[0]));
  EXPECT_EQ(reader_->blocks().in_use(), 0U);
  ::close(ends[1]);
}

TEST_F(Pipe, ClosesTheReaderWhenTheLastThreadIsDone) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  Send(ends[0], {-1, -1});
  EXPECT_FALSE(pipe_->Prepare(kFrame, kBlock));
  bool closed = false;
  reader_->Close([&closed] { closed = true; });
  EXPECT_FALSE(closed);
  uv_run(&loop_, UV_RUN_DEFAULT);
  EXPECT_TRUE(closed);
  EXPECT_EQ(reads_, 0U);
  ::close(ends[1]);
}

TEST_F(Pipe, ClosesAReaderThatIsIdleAtOnce) {
  bool closed = false;
  reader_->Close([&closed] { closed = true; });
  EXPECT_TRUE(closed);
}

}  // namespace
}  // namespace http2::test
