// Both ends talk over a wire that changes bytes.
#include "program.h"

namespace http2::test {

namespace {

// What the wire does to one transmission.
void Disturb(std::string& bytes, FuzzedDataProvider& choices) {
  if (bytes.empty() || choices.ConsumeIntegralInRange<int>(0, 7) != 0) return;
  const auto at = choices.ConsumeIntegralInRange<size_t>(0, bytes.size() - 1);
  switch (choices.ConsumeIntegralInRange<int>(0, 3)) {
    case 0:
      bytes[at] = choices.ConsumeIntegral<char>();
      break;
    case 1:
      bytes.erase(at, choices.ConsumeIntegralInRange<size_t>(1, 20));
      break;
    case 2:
      bytes.insert(at, choices.ConsumeBytesAsString(9));
      break;
    default:
      bytes.insert(at, bytes.substr(at, choices.ConsumeIntegralInRange<size_t>(1, 100)));
  }
}

void Carry(End& from, End& to, FuzzedDataProvider& choices) {
  std::string bytes = Drain(from);
  Disturb(bytes, choices);
  to.Receive(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzedDataProvider choices(data, size);
  SessionOptions options;
  options.padding = choices.PickValueInArray(
      {PaddingStrategy::kNone, PaddingStrategy::kAligned, PaddingStrategy::kMax});
  Pair pair(options);
  pair.client.Request(Get(), kEndStream);
  while (choices.remaining_bytes() > 0) {
    ActOnce(choices.ConsumeBool() ? pair.client : pair.server, choices);
    Carry(pair.client, pair.server, choices);
    Carry(pair.server, pair.client, choices);
  }
  return 0;
}

}  // namespace http2::test
