// A client's session that has asked twice receives any bytes after a server's greeting.
#include "program.h"

namespace http2::test {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzedDataProvider choices(data, size);
  const std::string bytes = choices.ConsumeRandomLengthString();
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.client.Request(Post());
  Drain(pair.client);
  ReceiveInPieces(pair.client, bytes, choices);
  return 0;
}

}  // namespace http2::test
