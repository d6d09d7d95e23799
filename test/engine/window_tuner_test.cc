// When receive windows grow, and by how much.
#include "window_tuner.h"

#include <gtest/gtest.h>

namespace http2::test {
namespace {

constexpr WindowTuner::Limits kLimits{16 << 20, 32 << 20};
constexpr uint64_t kMillisecond = 1'000'000;
constexpr uint64_t kRoom = 64 << 20;
constexpr int32_t kInitial = WindowTuner::kMinSize;
constexpr int32_t kFactor = 16;

class WindowTunerTest : public testing::Test {
 protected:
  // A round trip of 50 ms in which `size` bytes of the stream were taken.
  int32_t Round(size_t size, int32_t window_size, uint64_t room = kRoom) {
    tuner_.BeginRound(now_);
    tuner_.Take(window_, size);
    const int32_t result = tuner_.GrowStream(window_, window_size, room, now_ + kMillisecond);
    now_ += 50 * kMillisecond;
    tuner_.EndRound(now_);
    return result;
  }

  WindowTuner tuner_{kLimits};
  WindowTuner::Window window_;
  uint64_t now_ = kMillisecond;
};

TEST_F(WindowTunerTest, WantsNoRoundForASmallBody) {
  EXPECT_FALSE(tuner_.WantsRound(16 * 1024 - 1));
  EXPECT_TRUE(tuner_.WantsRound(1));
}

TEST_F(WindowTunerTest, HasOneRoundAtATime) {
  ASSERT_TRUE(tuner_.WantsRound(16 * 1024));
  tuner_.BeginRound(now_);
  EXPECT_FALSE(tuner_.WantsRound(16 * 1024));
  EXPECT_TRUE(tuner_.probing());
  tuner_.EndRound(now_ + kMillisecond);
  EXPECT_FALSE(tuner_.probing());
}

TEST_F(WindowTunerTest, GrowsAWindowOfWhichHalfWasTakenInARoundTrip) {
  EXPECT_EQ(Round(kInitial / 2, kInitial), kFactor * kInitial);
}

// 2 Gbit/s over 40 ms are 10 MB.
TEST_F(WindowTunerTest, GrowsAWindowToWhatAFastLineCarriesInARoundTrip) {
  tuner_.SettingsSent(now_);
  now_ += 40 * kMillisecond;
  tuner_.SettingsAcknowledged(now_);
  EXPECT_EQ(Round(kInitial / 2, kInitial), 10'000'000);
}

TEST_F(WindowTunerTest, TakesTheFirstOfSeveralAcknowledgementsForItsSettings) {
  tuner_.SettingsSent(now_);
  tuner_.SettingsSent(now_ + 30 * kMillisecond);
  now_ += 40 * kMillisecond;
  tuner_.SettingsAcknowledged(now_);
  tuner_.SettingsAcknowledged(now_ + 1000 * kMillisecond);
  EXPECT_EQ(Round(kInitial / 2, kInitial), 10'000'000);
}

TEST_F(WindowTunerTest, GrowsAWindowForAnEndThatIsBusyOnAShortPath) {
  tuner_.SettingsSent(now_);
  now_ += kMillisecond;
  tuner_.SettingsAcknowledged(now_);
  tuner_.BeginRound(now_);
  tuner_.Take(window_, kInitial);
  EXPECT_EQ(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 21 * kMillisecond), kInitial);
  EXPECT_EQ(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 19 * kMillisecond),
            kFactor * kInitial);
}

TEST_F(WindowTunerTest, LeavesAWindowThatWasNotTheLimit) {
  EXPECT_EQ(Round(kInitial / 2 - 1, kInitial), kInitial);
}

TEST_F(WindowTunerTest, GrowsNoWindowThatTheProgramMadeSmall) {
  EXPECT_EQ(Round(40'000, 40'000), 40'000);
}

TEST_F(WindowTunerTest, CountsWhatWasTakenInThisRoundAlone) {
  tuner_.Take(window_, 1'000'000);
  EXPECT_EQ(Round(1000, kInitial), kInitial);
}

TEST_F(WindowTunerTest, GrowsNoWindowForAQueueOnTheWay) {
  Round(1000, kInitial);
  tuner_.BeginRound(now_);
  tuner_.Take(window_, kInitial);
  EXPECT_EQ(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 101 * kMillisecond), kInitial);
  EXPECT_GT(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 99 * kMillisecond), kInitial);
}

TEST_F(WindowTunerTest, GrowsNoWindowInARoundThatTheAcknowledgementNeverEnds) {
  tuner_.BeginRound(now_);
  tuner_.Take(window_, kInitial);
  EXPECT_EQ(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 1001 * kMillisecond), kInitial);
  EXPECT_GT(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 999 * kMillisecond), kInitial);
}

TEST_F(WindowTunerTest, MeasuresNothingWithAClockThatGoesBack) {
  Round(1000, kInitial);
  tuner_.BeginRound(now_);
  tuner_.EndRound(now_ - 1);
  tuner_.BeginRound(now_);
  tuner_.Take(window_, kInitial);
  EXPECT_EQ(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 101 * kMillisecond), kInitial);
  EXPECT_GT(tuner_.GrowStream(window_, kInitial, kRoom, now_ + 99 * kMillisecond), kInitial);
}

TEST_F(WindowTunerTest, StopsAtItsLimits) {
  EXPECT_EQ(Round(4 << 20, 8 << 20), 16 << 20);
  EXPECT_EQ(Round(16 << 20, 16 << 20), 16 << 20);
  WindowTuner::Window connection;
  tuner_.BeginRound(now_);
  tuner_.Take(connection, 16 << 20);
  EXPECT_EQ(tuner_.GrowConnection(connection, 16 << 20, now_), 32 << 20);
}

TEST_F(WindowTunerTest, LeavesAQuarterOfTheRoomToOtherStreams) {
  EXPECT_EQ(Round(kInitial, kInitial, 1'000'000), kInitial + 750'000);
  EXPECT_EQ(window_.charged, 750'000);
}

TEST_F(WindowTunerTest, ShrinksAWindowWhoseReaderStopped) {
  Round(kInitial, kInitial);
  EXPECT_EQ(WindowTuner::Shrink(window_, kFactor * kInitial), kInitial);
  // The peer may use what it was given, until the stream ends.
  EXPECT_EQ(window_.charged, (kFactor - 1) * kInitial);
}

TEST_F(WindowTunerTest, ChargesAStreamOnceForTheSameGrowth) {
  Round(kInitial, kInitial);
  WindowTuner::Shrink(window_, kFactor * kInitial);
  EXPECT_EQ(Round(kInitial, kInitial, 0), kFactor * kInitial);
  EXPECT_EQ(window_.charged, (kFactor - 1) * kInitial);
}

TEST_F(WindowTunerTest, GrowsNothingWithoutRoom) {
  EXPECT_EQ(Round(kInitial, kInitial, 0), kInitial);
}

TEST_F(WindowTunerTest, AsksLessOftenWhileNothingChanges) {
  for (size_t wait = 16 * 1024; wait <= 16 * 1024 * 1024; wait *= 2) {
    EXPECT_FALSE(tuner_.WantsRound(wait - 1)) << wait;
    ASSERT_TRUE(tuner_.WantsRound(1)) << wait;
    Round(0, kInitial);
  }
  EXPECT_FALSE(tuner_.WantsRound(16 * 1024 * 1024 - 1));
  EXPECT_TRUE(tuner_.WantsRound(1));
  Round(kInitial, kInitial);
  EXPECT_TRUE(tuner_.WantsRound(16 * 1024));
}

}  // namespace
}  // namespace http2::test
