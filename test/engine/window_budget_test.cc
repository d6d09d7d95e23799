// How much the windows of all sessions may grow together.
#include "window_budget.h"

#include <gtest/gtest.h>

#include <optional>

namespace http2::test {
namespace {

TEST(WindowBudget, LeavesMostOfItselfToOthers) {
  WindowBudget budget(1000);
  WindowGrowth first(budget);
  EXPECT_EQ(first.room(), 250U);
  first.Add(200);
  WindowGrowth second(budget);
  EXPECT_EQ(second.room(), 200U);
  EXPECT_EQ(first.bytes(), 200U);
  EXPECT_EQ(second.bytes(), 0U);
}

TEST(WindowBudget, GetsBackWhatAStreamHadAndWhatASessionHad) {
  WindowBudget budget(1000);
  std::optional<WindowGrowth> growth(std::in_place, budget);
  growth->Add(200);
  growth->Remove(80);
  EXPECT_EQ(growth->bytes(), 120U);
  EXPECT_EQ(budget.room(), 220U);
  growth.reset();
  EXPECT_EQ(budget.room(), 250U);
}

TEST(WindowBudget, IsNeverUsedUp) {
  WindowBudget budget;
  WindowGrowth growth(budget);
  for (int i = 0; i < 200; ++i)
    growth.Add(growth.room());
  EXPECT_LE(growth.bytes(), WindowBudget::kLimit);
}

}  // namespace
}  // namespace http2::test
