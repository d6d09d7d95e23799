#include "priorities.h"

#include <string>

namespace http2 {

namespace {

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// A member of the dictionary, without its parameters.
void ReadMember(std::string_view member, StreamPriority& priority) {
  if (member.size() == 3 && member.starts_with("u=") && member[2] >= '0' && member[2] <= '7') {
    priority.urgency = static_cast<uint8_t>(member[2] - '0');
  } else if (member == "i" || member == "i=?1") {
    priority.incremental = true;
  } else if (member == "i=?0") {
    priority.incremental = false;
  }
}

}  // namespace

StreamPriority Priorities::Parse(std::string_view field) {
  StreamPriority priority;
  while (!field.empty()) {
    const size_t comma = field.find(',');
    const std::string_view member = field.substr(0, comma);
    ReadMember(Trim(member.substr(0, member.find(';'))), priority);
    field = comma == std::string_view::npos ? std::string_view{} : field.substr(comma + 1);
  }
  return priority;
}

int Priorities::Set(int32_t id, StreamPriority priority) {
  if (connection_.is_server()) {
    Stream* stream = connection_.streams.Find(id);
    if (stream == nullptr) return NGHTTP2_ERR_STREAM_CLOSED;
    stream->own_priority = true;
    return Apply(*stream, priority);
  }
  const std::string field =
      "u=" + std::to_string(priority.urgency) + (priority.incremental ? ", i" : "");
  return nghttp2_submit_priority_update(connection_.nghttp2(), NGHTTP2_FLAG_NONE, id,
                                        reinterpret_cast<const uint8_t*>(field.data()),
                                        field.size());
}

// nghttp2 ignores the client's signals for the stream from now on: it would still take the field of
// a request whose frame came before.
int Priorities::Apply(Stream& stream, StreamPriority priority) {
  stream.priority = priority;
  const nghttp2_extpri extpri{priority.urgency, priority.incremental ? 1 : 0};
  return nghttp2_session_change_extpri_stream_priority(connection_.nghttp2(), stream.id(), &extpri,
                                                       1);
}

std::optional<StreamPriority> Priorities::Get(int32_t id) const {
  const Stream* stream = connection_.streams.Find(id);
  if (stream == nullptr) return std::nullopt;
  return stream->priority;
}

void Priorities::OnRequest(Stream& stream, const std::vector<HeaderField>& fields) {
  if (!enabled()) return;
  for (const HeaderField& field : fields) {
    if (field.name.view() == "priority") stream.priority = Parse(field.value.view());
  }
  // RFC 9218, 7: the frame counts more than the field.
  if (const std::optional<StreamPriority> early = TakeEarly(stream.id())) Apply(stream, *early);
}

void Priorities::KeepEarly(int32_t id, StreamPriority priority) {
  std::erase_if(early_, [id](const Early& early) { return early.id == id; });
  if (early_.size() == kMaxEarly) early_.erase(early_.begin());
  early_.push_back({id, priority});
}

// The request opens the stream, and closes those with lower ids that are idle (RFC 9113, 5.1.1).
std::optional<StreamPriority> Priorities::TakeEarly(int32_t id) {
  if (early_.empty()) return std::nullopt;
  std::optional<StreamPriority> found;
  for (const Early& early : early_) {
    if (early.id == id) found = early.priority;
  }
  std::erase_if(early_, [id](const Early& early) { return early.id <= id; });
  return found;
}

void Priorities::OnUpdate(const nghttp2_frame& frame) {
  // Any number of them is work for us, and none for the peer.
  if (!connection_.CountOverhead() || frame.ext.payload == nullptr) return;
  const auto& update = *static_cast<const nghttp2_ext_priority_update*>(frame.ext.payload);
  const StreamPriority priority =
      Parse({reinterpret_cast<const char*>(update.field_value), update.field_value_len});
  Stream* stream = connection_.streams.Find(update.stream_id);
  if (stream != nullptr) {
    if (enabled() && !stream->own_priority) Apply(*stream, priority);
  } else if (enabled() &&
             update.stream_id > nghttp2_session_get_last_proc_stream_id(connection_.nghttp2())) {
    KeepEarly(update.stream_id, priority);
  }
}

}  // namespace http2
