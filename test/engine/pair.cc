#include "pair.h"

#include <algorithm>
#include <cstring>

#include "copied_chunk.h"

namespace http2::test {

namespace {

SessionOptions WithRole(SessionOptions options, Role role) {
  options.role = role;
  return options;
}

// nghttp2 takes what it is given as mutable, and copies it.
uint8_t* Mutable(const std::string& text) {
  return const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(text.data()));
}

std::vector<nghttp2_nv> Lend(const Fields& fields) {
  std::vector<nghttp2_nv> lent;
  lent.reserve(fields.size());
  for (const auto& [name, value] : fields) {
    lent.push_back(
        nghttp2_nv{Mutable(name), Mutable(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE});
  }
  return lent;
}

Fields CopyFields(const EventQueue& events) {
  Fields copy;
  for (size_t i = 0; i < events.front().count; ++i) {
    copy.emplace_back(events.field(i).name.view(), events.field(i).value.view());
  }
  return copy;
}

bool IsGreeting(const Event& event) {
  return event.type == EventType::kSettings || event.type == EventType::kSettingsAck;
}

}  // namespace

Fields Get() {
  return {{":method", "GET"}, {":scheme", "http"}, {":path", "/"}, {":authority", "localhost"}};
}

Fields Post() {
  Fields fields = Get();
  fields[0].second = "POST";
  return fields;
}

Fields Ok() {
  return {{":status", "200"}};
}

std::string_view NameOf(EventType type) {
  static constexpr std::string_view kNames[] = {
      "nothing",      "headers",    "push promise",  "data",         "end stream",
      "written",      "close",      "want trailers", "frame error",  "settings",
      "settings ack", "ping",       "ping ack",      "goaway",       "altsvc",
      "origin",       "priority",   "session error", "session done", "body lost",
      "file error",   "socket end", "socket error"};
  return kNames[static_cast<size_t>(type)];
}

int End::Request(const Fields& fields, uint32_t flags) {
  const int id = session_.messages().Request(Lend(fields), flags);
  if (id > 0) session_.flow_control().Resume(id);
  return id;
}

int End::Respond(int32_t id, const Fields& fields, uint32_t flags) {
  return session_.messages().Respond(id, Lend(fields), flags);
}

int End::Push(int32_t parent, const Fields& fields) {
  return session_.messages().PushPromise(parent, Lend(fields));
}

int End::Information(int32_t id, const Fields& fields) {
  return session_.messages().Information(id, Lend(fields));
}

int End::Trailers(int32_t id, const Fields& fields) {
  return session_.messages().Trailers(id, Lend(fields));
}

int End::Write(int32_t id, std::string_view body) {
  return session_.body().Write(
      id, CopiedChunk::CopyOf(reinterpret_cast<const uint8_t*>(body.data()), body.size()), true);
}

void End::Send(int32_t id, std::string_view body) {
  Write(id, body);
  session_.body().End(id);
}

std::string End::TakeOutput(size_t limit) {
  std::string bytes;
  Outbound& outbound = session_.outbound();
  session_.flow_control().SettleWindows();
  while (session_.Fill(limit) && !outbound.empty()) {
    SpoilScratch();
    const size_t pending = outbound.pending();
    const size_t at = bytes.size();
    bytes.resize(at + pending);
    outbound.CopyOut(reinterpret_cast<uint8_t*>(&bytes[at]), pending);
    outbound.Acknowledge(pending, session_.events());
  }
  session_.CheckDone();
  TakeEvents();
  return bytes;
}

void End::SpoilScratch() {
  std::memset(pool_.Scratch(MemoryBudget::kFrameBufferSize), '!', MemoryBudget::kFrameBufferSize);
}

void End::Receive(std::string_view bytes) {
  session_.Receive({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  TakeEvents(bytes);
}

void End::TakeEvents(std::string_view bytes) {
  EventQueue& events = session_.events();
  for (; !events.empty(); events.Pop()) {
    const Event& event = events.front();
    if (event.type == EventType::kBreak) continue;
    if (!IsGreeting(event)) log_.push_back(Describe(event, bytes));
  }
}

std::string End::Describe(const Event& event, std::string_view bytes) {
  std::string line(NameOf(event.type));
  if (event.id != 0) line += " " + std::to_string(event.id);
  if (TailOf(event.type) == EventTail::kFields) {
    const int32_t id = event.type == EventType::kHeaders ? event.id : event.a;
    fields_[id] = CopyFields(session_.events());
    const bool opens = event.type == EventType::kPushPromise || event.a == NGHTTP2_HCAT_REQUEST;
    if (opens) session_.flow_control().Resume(id);
    if (event.type == EventType::kPushPromise) line += " of " + std::to_string(id);
    return (event.b & NGHTTP2_FLAG_END_STREAM) != 0 ? line + " END_STREAM" : line;
  }
  switch (event.type) {
    case EventType::kData:
      bodies_[event.id] += bytes.substr(static_cast<size_t>(event.a), static_cast<size_t>(event.b));
      return line + " " + std::to_string(event.b) + " bytes";
    case EventType::kStreamClose:
    case EventType::kSessionError:
      return line + " code " + std::to_string(event.a);
    case EventType::kGoaway:
      return line + " code " + std::to_string(event.a) + " last " + std::to_string(event.b) +
             (session_.events().text().empty() ? "" : " " + session_.events().text());
    case EventType::kFrameError:
      return line + " type " + std::to_string(event.a) + " error " + std::to_string(event.b);
    default:
      return event.count > 0 ? line + " " + session_.events().text() : line;
  }
}

Pair::Pair(SessionOptions server_options, SessionOptions client_options)
    : client(WithRole(client_options, Role::kClient), pool, windows),
      server(WithRole(server_options, Role::kServer), pool, windows) {
  server.SpoilScratch();
  client->settings().Submit({});
  server->settings().Submit({});
  Run();
}

void Pair::Run() {
  for (;;) {
    const std::string asked = client.TakeOutput();
    if (!asked.empty()) server.Receive(asked);
    const std::string answered = server.TakeOutput();
    if (!answered.empty()) client.Receive(answered);
    if (asked.empty() && answered.empty()) return;
  }
}

}  // namespace http2::test
