// A server's session receives any bytes after a client's greeting.
#include "program.h"

namespace http2::test {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzedDataProvider choices(data, size);
  const std::string bytes = choices.ConsumeRandomLengthString();
  Pair pair;
  ReceiveInPieces(pair.server, bytes, choices);
  return 0;
}

}  // namespace http2::test
