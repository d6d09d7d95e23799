#include "program.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace http2::test {

namespace {

// A session that has more to say by then never stops.
constexpr int kMaxRounds = 1000;

int32_t PickStream(End& end, FuzzedDataProvider& choices) {
  std::vector<int32_t> ids;
  end->connection().streams.ForEach([&ids](const Stream& stream) { ids.push_back(stream.id()); });
  if (ids.empty()) return 1;
  std::ranges::sort(ids);
  return ids[choices.ConsumeIntegralInRange<size_t>(0, ids.size() - 1)];
}

void ActOnConnection(End& end, FuzzedDataProvider& choices) {
  const uint8_t payload[8] = {1};
  switch (choices.ConsumeIntegralInRange<int>(0, 7)) {
    case 0:
      end->ping().Submit(payload);
      break;
    case 1: {
      const SettingsEntry entry{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE,
                                choices.ConsumeIntegralInRange<uint32_t>(0, 100'000)};
      end->settings().Submit({&entry, 1});
      break;
    }
    case 2:
      end->shutdown().Goaway(choices.ConsumeIntegralInRange<uint32_t>(0, 13), -1, {});
      break;
    case 3:
      end->shutdown().Terminate(choices.ConsumeIntegralInRange<uint32_t>(0, 13));
      break;
    case 4:
      end->flow_control().SetLocalWindowSize(choices.ConsumeIntegral<int32_t>());
      break;
    case 5:
      end->extensions().Altsvc(0, "https://a", "h2");
      break;
    case 6:
      end->extensions().Origin(std::vector<std::string>{"https://a"});
      break;
    default:
      end.Request(Post(), choices.ConsumeIntegralInRange<uint32_t>(0, 3));
  }
}

void ActOnStream(End& end, int32_t id, FuzzedDataProvider& choices) {
  const auto size = choices.ConsumeIntegralInRange<size_t>(0, 20'000);
  switch (choices.ConsumeIntegralInRange<int>(0, 11)) {
    case 0:
      end.Respond(id, Ok(), choices.ConsumeIntegralInRange<uint32_t>(0, 3));
      break;
    case 1:
      end.Write(id, std::string(size, 'w'));
      break;
    case 2:
      end.Send(id, std::string(size, 's'));
      break;
    case 3:
      end->body().End(id);
      break;
    case 4:
      end.Trailers(id, {{"a", "b"}});
      break;
    case 5:
      end.Information(id, {{":status", "103"}});
      break;
    case 6:
      end.Push(id, Get());
      break;
    case 7:
      end->flow_control().Pause(id);
      break;
    case 8:
      end->flow_control().Resume(id);
      break;
    case 9:
      end->flow_control().ConsumeAllBut(id, size);
      break;
    case 10:
      end->reset().Refuse(id);
      break;
    default:
      end->reset().Submit(id, choices.ConsumeIntegralInRange<uint32_t>(0, 13),
                          choices.ConsumeBool() ? BeforeReset::kEnd : BeforeReset::kWritten);
  }
}

}  // namespace

void ActOnce(End& end, FuzzedDataProvider& choices) {
  if (choices.remaining_bytes() == 0) return;
  if (choices.ConsumeIntegralInRange<int>(0, 5) == 0) {
    ActOnConnection(end, choices);
  } else {
    ActOnStream(end, PickStream(end, choices), choices);
  }
}

void ReceiveInPieces(End& end, std::string_view bytes, FuzzedDataProvider& choices) {
  while (!bytes.empty()) {
    const size_t limit = choices.remaining_bytes() == 0 ? bytes.size() : 300;
    const size_t size =
        std::min(bytes.size(),
                 limit == bytes.size() ? limit : choices.ConsumeIntegralInRange<size_t>(1, limit));
    end.Receive(bytes.substr(0, size));
    bytes.remove_prefix(size);
    ActOnce(end, choices);
    Drain(end);
  }
}

std::string Drain(End& end) {
  std::string output;
  for (int rounds = 0;; ++rounds) {
    if (rounds > kMaxRounds) std::abort();
    const std::string part = end.TakeOutput();
    if (part.empty()) break;
    output += part;
  }
  end->CheckDone();
  end.TakeEvents();
  end.TakeLog();
  return output;
}

}  // namespace http2::test
