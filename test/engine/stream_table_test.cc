// The table of streams, held against a std::map.
#include "stream_table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <iterator>
#include <map>
#include <random>

namespace http2::test {
namespace {

using Model = std::map<int32_t, const Stream*>;

void ExpectSame(const StreamTable& table, const Model& model) {
  ASSERT_EQ(table.size(), model.size());
  for (const auto& [id, stream] : model)
    ASSERT_EQ(table.Find(id), stream) << id;
  size_t visited = 0;
  table.ForEach([&](const Stream& stream) {
    ++visited;
    EXPECT_TRUE(model.contains(stream.id()));
  });
  EXPECT_EQ(visited, model.size());
}

void EraseAny(StreamTable& table, Model& model, std::mt19937& random) {
  if (model.empty()) return;
  const auto victim = std::next(model.begin(), static_cast<ptrdiff_t>(random() % model.size()));
  table.Erase(victim->first);
  model.erase(victim);
}

TEST(StreamTable, IsEmptyAtFirst) {
  StreamTable table;
  EXPECT_EQ(table.Find(1), nullptr);
  table.Erase(1);
  EXPECT_EQ(table.size(), 0U);
}

TEST(StreamTable, FindsWhatAMapFinds) {
  std::mt19937 random(1);
  StreamTable table;
  Model model;
  for (int round = 0; round < 20'000; ++round) {
    const auto id = static_cast<int32_t>(random() % 500 + 1);
    if (random() % 2 == 0) {
      EraseAny(table, model, random);
    } else if (!model.contains(id)) {
      model[id] = table.Insert(id);
    }
    if (round % 100 == 0) ExpectSame(table, model);
  }
  ExpectSame(table, model);
}

TEST(StreamTable, ShrinksWhenThousandsOfStreamsAreGone) {
  StreamTable table;
  Model model;
  for (int32_t id = 1; id < 20'000; id += 2)
    model[id] = table.Insert(id);
  ExpectSame(table, model);
  const size_t most = table.memory();
  for (int32_t id = 1; id < 19'900; id += 2) {
    table.Erase(id);
    model.erase(id);
    if (id % 1000 == 1) ExpectSame(table, model);
  }
  ExpectSame(table, model);
  EXPECT_LT(table.memory(), most / 8);
}

TEST(StreamTable, FindsIdsThatCollide) {
  StreamTable table;
  Model model;
  for (int32_t i = 0; i < 100; ++i) {
    const int32_t id = 1 + i * 4096;
    model[id] = table.Insert(id);
  }
  ExpectSame(table, model);
  for (int32_t i = 0; i < 100; i += 2) {
    table.Erase(1 + i * 4096);
    model.erase(1 + i * 4096);
    ExpectSame(table, model);
  }
}

TEST(StreamTable, HoldsTheLargestId) {
  StreamTable table;
  const Stream* stream = table.Insert(INT32_MAX);
  EXPECT_EQ(table.Find(INT32_MAX), stream);
  EXPECT_EQ(table.Find(1), nullptr);
}

}  // namespace
}  // namespace http2::test
