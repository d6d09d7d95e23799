// A client's and a server's session, back to back in memory: what one has to send the other
// receives. Each end keeps a transcript: a line for every event.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "session.h"

namespace http2::test {

using Fields = std::vector<std::pair<std::string, std::string>>;
using Transcript = std::vector<std::string>;

// Headers of a plain GET.
Fields Get();
// Headers of a plain POST.
Fields Post();
// The header of a plain answer.
Fields Ok();

// The name of an event's type, as in transcripts.
std::string_view NameOf(EventType type);

// One session and what came of it. Its streams are read from their beginning.
class End {
 public:
  End(const SessionOptions& options, BlockPool& pool, WindowBudget& windows)
      : session_(options, pool, windows), pool_(pool) {}

  Session* operator->() { return &session_; }
  Session& operator*() { return session_; }

  // ---- Commands, with their arguments as text ---------------------------------------------------

  int Request(const Fields& fields, uint32_t flags = 0);
  int Respond(int32_t id, const Fields& fields, uint32_t flags = 0);
  int Push(int32_t parent, const Fields& fields);
  int Information(int32_t id, const Fields& fields);
  int Trailers(int32_t id, const Fields& fields);
  int Write(int32_t id, std::string_view body);
  // The whole body, and its end.
  void Send(int32_t id, std::string_view body);

  // ---- Bytes ------------------------------------------------------------------------------------

  // All that can be sent now; it counts as handed over. `limit` is that of Fill().
  std::string TakeOutput(size_t limit = 64 * 1024);
  // Receives, and writes the events down.
  void Receive(std::string_view bytes);
  // Writes down what events there are; `bytes` is what DATA events refer to.
  void TakeEvents(std::string_view bytes = {});
  // Does to the memory that sessions share what another session's frames would.
  void SpoilScratch();

  // ---- Results ----------------------------------------------------------------------------------

  // The transcript since the last call, without the exchange of SETTINGS.
  Transcript TakeLog() { return std::exchange(log_, {}); }
  const std::string& body(int32_t id) { return bodies_[id]; }
  // What was received with the last block of the stream.
  const Fields& fields(int32_t id) { return fields_[id]; }

 private:
  std::string Describe(const Event& event, std::string_view bytes);

  Session session_;
  BlockPool& pool_;
  Transcript log_;
  std::map<int32_t, std::string> bodies_;
  std::map<int32_t, Fields> fields_;
};

class Pair {
 public:
  // Greets: SETTINGS are exchanged and acknowledged when it returns.
  explicit Pair(SessionOptions server_options = {}, SessionOptions client_options = {});

  // Carries bytes until neither end has any.
  void Run();

  BlockPool pool{16 * 1024, 4};
  WindowBudget windows;
  End client;
  End server;
};

}  // namespace http2::test
