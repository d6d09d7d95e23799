// Extensible priorities (RFC 9218): in which order a server sends the bodies of responses.
//
// nghttp2 schedules, by the `priority` field of requests and by PRIORITY_UPDATE, once the server
// has announced SETTINGS_NO_RFC7540_PRIORITIES. Here is what the program sees and sets of it.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "connection.h"
#include "event.h"

namespace http2 {

class Priorities {
 public:
  explicit Priorities(Connection& connection) : connection_(connection) {}

  // Server: the program's opinion, which counts instead of the client's from now on. Client: sends
  // PRIORITY_UPDATE, if the server has announced that it goes by it. 0, or a negative nghttp2
  // error.
  int Set(int32_t id, StreamPriority priority);
  // What a server goes by; empty for a stream that has closed.
  [[nodiscard]] std::optional<StreamPriority> Get(int32_t id) const;

  // The head of a request came.
  void OnRequest(Stream& stream, const std::vector<HeaderField>& fields);
  // PRIORITY_UPDATE came.
  void OnUpdate(const nghttp2_frame& frame);

  // PRIORITY_UPDATE frames that are kept for requests to come: the last ones.
  static constexpr size_t kMaxEarly = 100;

  // RFC 9218, 4: a dictionary of structured fields (RFC 8941). What it does not say, or says in a
  // form that can't be read, has its default.
  static StreamPriority Parse(std::string_view field);

 private:
  [[nodiscard]] bool enabled() const {
    return connection_.is_server() && connection_.options.extensible_priorities;
  }

  struct Early {
    int32_t id;
    StreamPriority priority;
  };

  int Apply(Stream& stream, StreamPriority priority);
  void KeepEarly(int32_t id, StreamPriority priority);
  std::optional<StreamPriority> TakeEarly(int32_t id);

  Connection& connection_;
  // By age: for streams that are idle (RFC 9218, 7).
  std::vector<Early> early_;
};

}  // namespace http2
