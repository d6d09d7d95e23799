// A server receives header blocks of any bytes, in HEADERS and CONTINUATION; what it reports of one
// lies within its limits.
#include <cstdlib>

#include "../engine/wire.h"
#include "program.h"

namespace http2::test {

namespace {

constexpr uint32_t kMaxPairs = 50;

std::string Block(int32_t id, const std::string& block, FuzzedDataProvider& choices) {
  const size_t first = choices.ConsumeIntegralInRange<size_t>(0, block.size());
  const auto flags = static_cast<uint8_t>(NGHTTP2_FLAG_END_STREAM | NGHTTP2_FLAG_END_HEADERS);
  if (first == block.size()) return Frame(NGHTTP2_HEADERS, flags, id, block);
  return Frame(NGHTTP2_HEADERS, NGHTTP2_FLAG_END_STREAM, id, block.substr(0, first)) +
         Frame(NGHTTP2_CONTINUATION, NGHTTP2_FLAG_END_HEADERS, id, block.substr(first));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzedDataProvider choices(data, size);
  SessionOptions options;
  options.max_header_list_pairs = kMaxPairs;
  Pair pair(options);
  for (int32_t id = 1; choices.remaining_bytes() > 0; id += 2) {
    const std::string block = choices.ConsumeRandomLengthString(16'000);
    pair.server.Receive(Block(id, block, choices));
    if (pair.server.fields(id).size() > kMaxPairs) std::abort();
    Drain(pair.server);
  }
  return 0;
}

}  // namespace http2::test
