// Conversations with random faults in them: whatever comes, a session must neither crash nor hang,
// and what it reports must lie within what it received. The seeds are fixed, so that a failure can
// be repeated.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "pair.h"

namespace http2::test {
namespace {

constexpr int kInputs = 20'000;
constexpr uint32_t kSeed = 9113;
// Resuming is told this often; a session that has more to say by then never stops.
constexpr int kMostRounds = 100;

// What a client says in a conversation that has a bit of everything, without its greeting.
std::string ClientBytes() {
  Pair pair;
  const uint8_t payload[8] = {};
  pair.client.Request(Get(), kEndStream);
  pair.client.Request(Post(), kWaitForTrailers);
  pair.client.Send(3, std::string(300, 'x'));
  pair.client->ping().Submit(payload);
  std::string bytes = pair.client.TakeOutput();
  pair.client.Trailers(3, {{"a", "b"}});
  pair.client.Request(Post());
  pair.client.Write(5, "partial");
  bytes += pair.client.TakeOutput();
  pair.client->reset().Submit(5, NGHTTP2_CANCEL, BeforeReset::kWritten);
  const SettingsEntry entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 100};
  pair.client->settings().Submit({&entry, 1});
  bytes += pair.client.TakeOutput();
  pair.client->shutdown().Goaway(0, -1, {});
  return bytes + pair.client.TakeOutput();
}

// What a server says to two requests.
std::string ServerBytes() {
  Pair pair;
  pair.client.Request(Get(), kEndStream);
  pair.client.Request(Get(), kEndStream);
  pair.Run();
  pair.server.Information(1, {{":status", "103"}});
  pair.server.Push(1, Get());
  pair.server.Respond(1, Ok(), kWaitForTrailers);
  pair.server.Send(1, std::string(300, 'x'));
  pair.server->extensions().Altsvc(0, "https://a", "h2");
  pair.server->extensions().Origin(std::vector<std::string>{"https://a"});
  std::string bytes = pair.server.TakeOutput();
  pair.server.Trailers(1, {{"a", "b"}});
  pair.server.Respond(2, Ok());
  pair.server.Send(2, "pushed");
  pair.server->reset().Submit(3, NGHTTP2_REFUSED_STREAM, BeforeReset::kWritten);
  bytes += pair.server.TakeOutput();
  pair.server->shutdown().Goaway(0, -1, {});
  return bytes + pair.server.TakeOutput();
}

class Mutator {
 public:
  explicit Mutator(uint32_t seed) : random_(seed) {}

  size_t Below(size_t limit) { return random_() % limit; }

  std::string Mutate(std::string bytes) {
    for (size_t faults = Below(4); faults > 0 && !bytes.empty(); --faults)
      MutateOnce(bytes);
    return bytes;
  }

 private:
  void MutateOnce(std::string& bytes) {
    const size_t at = Below(bytes.size());
    const size_t size = Below(bytes.size() - at) + 1;
    switch (Below(6)) {
      case 0:  // another byte
        bytes[at] = static_cast<char>(random_());
        break;
      case 1:  // another bit
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << Below(8)));
        break;
      case 2:  // cut short
        bytes.resize(at);
        break;
      case 3:  // a part is missing
        bytes.erase(at, size);
        break;
      case 4:  // a part comes twice
        bytes.insert(at, bytes.substr(at, size));
        break;
      default:  // noise
        for (size_t i = 0; i < 9; ++i)
          bytes.insert(at, 1, static_cast<char>(random_()));
        break;
    }
  }

  std::mt19937 random_;
};

// Answers each request and pulls at each stream, as a program does.
void Use(End& end, Mutator& mutator) {
  std::vector<int32_t> ids;
  end->connection().streams.ForEach([&ids](const Stream& stream) { ids.push_back(stream.id()); });
  for (const int32_t id : ids) {
    switch (mutator.Below(5)) {
      case 0:
        end.Respond(id, Ok(), kWaitForTrailers);
        break;
      case 1:
        end.Send(id, "answer");
        break;
      case 2:
        end->flow_control().Pause(id);
        end.Trailers(id, {{"a", "b"}});
        break;
      case 3:
        end->flow_control().Resume(id);
        end.Write(id, "");
        break;
      default:
        end->reset().Submit(id, NGHTTP2_CANCEL, BeforeReset::kEnd);
    }
  }
}

void Feed(End& end, const std::string& bytes, Mutator& mutator) {
  for (size_t at = 0; at < bytes.size();) {
    const size_t size = std::min(bytes.size() - at, mutator.Below(200) + 1);
    end.Receive(std::string_view(bytes).substr(at, size));
    at += size;
    Use(end, mutator);
    int rounds = 0;
    while (!end.TakeOutput().empty())
      ASSERT_LT(++rounds, kMostRounds);
  }
  end.TakeLog();
}

TEST(Fuzz, AServerSurvivesFaultyClients) {
  const std::string seed = ClientBytes();
  Mutator mutator(kSeed);
  for (int i = 0; i < kInputs / 2; ++i) {
    Pair pair;
    pair.client.TakeOutput();
    Feed(pair.server, mutator.Mutate(seed), mutator);
    ASSERT_FALSE(HasFatalFailure()) << "input " << i;
  }
}

TEST(Fuzz, AClientSurvivesFaultyServers) {
  const std::string seed = ServerBytes();
  Mutator mutator(kSeed + 1);
  for (int i = 0; i < kInputs / 2; ++i) {
    Pair pair;
    pair.client.Request(Get(), kEndStream);
    pair.client.Request(Get(), kEndStream);
    pair.client.TakeOutput();
    Feed(pair.client, mutator.Mutate(seed), mutator);
    ASSERT_FALSE(HasFatalFailure()) << "input " << i;
  }
}

TEST(Fuzz, AServerSurvivesNoise) {
  Mutator mutator(kSeed + 2);
  for (int i = 0; i < 1000; ++i) {
    Pair pair;
    std::string noise(mutator.Below(300) + 1, '\0');
    for (char& byte : noise)
      byte = static_cast<char>(mutator.Below(256));
    Feed(pair.server, noise, mutator);
  }
}

}  // namespace
}  // namespace http2::test
