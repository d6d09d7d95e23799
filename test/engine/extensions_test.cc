// The frames that extend HTTP/2: ALTSVC and ORIGIN.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pair.h"

namespace http2::test {
namespace {

TEST(Altsvc, CarriesAnOriginAndAValue) {
  Pair pair;
  pair.server->extensions().Altsvc(0, "https://a", "h2=\":8000\"");
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{"altsvc https://ah2=\":8000\""}));
}

TEST(Origin, CarriesAListOfOrigins) {
  Pair pair;
  const std::vector<std::string> origins{"https://a", "https://b"};
  pair.server->extensions().Origin(origins);
  pair.Run();
  EXPECT_EQ(pair.client.TakeLog(), (Transcript{std::string("origin https://a\0https://b\0", 27)}));
}

}  // namespace
}  // namespace http2::test
