#include "extensions.h"

#include <vector>

namespace http2 {

namespace {

std::string Text(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Origins cross as one text, each with a NUL after it: no origin contains one.
std::string Join(const nghttp2_ext_origin& frame) {
  std::string joined;
  for (size_t i = 0; i < frame.nov; ++i) {
    joined += Text(frame.ov[i].origin, frame.ov[i].origin_len);
    joined.push_back('\0');
  }
  return joined;
}

}  // namespace

int Extensions::Altsvc(int32_t id, const std::string& origin, const std::string& value) {
  return nghttp2_submit_altsvc(connection_.nghttp2(), NGHTTP2_FLAG_NONE, id,
                               reinterpret_cast<const uint8_t*>(origin.data()), origin.size(),
                               reinterpret_cast<const uint8_t*>(value.data()), value.size());
}

int Extensions::Origin(std::span<const std::string> origins) {
  std::vector<nghttp2_origin_entry> entries;
  entries.reserve(origins.size());
  for (const std::string& origin : origins) {
    // nghttp2 copies the origins, and takes them as mutable all the same.
    auto* data = const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(origin.data()));
    entries.push_back(nghttp2_origin_entry{data, origin.size()});
  }
  return nghttp2_submit_origin(connection_.nghttp2(), NGHTTP2_FLAG_NONE, entries.data(),
                               entries.size());
}

void Extensions::OnAltsvc(const nghttp2_frame& frame) {
  if (!connection_.CountOverhead()) return;
  const auto& altsvc = *static_cast<const nghttp2_ext_altsvc*>(frame.ext.payload);
  connection_.events.PushText(
      EventType::kAltsvc, frame.hd.stream_id, static_cast<int32_t>(altsvc.origin_len), 0,
      Text(altsvc.origin, altsvc.origin_len) + Text(altsvc.field_value, altsvc.field_value_len));
}

void Extensions::OnOrigin(const nghttp2_frame& frame) {
  if (!connection_.CountOverhead()) return;
  connection_.events.PushText(EventType::kOrigin, 0, 0, 0,
                              Join(*static_cast<const nghttp2_ext_origin*>(frame.ext.payload)));
}

void Extensions::OnPriority(const nghttp2_priority& frame) {
  if (!connection_.CountOverhead()) return;
  const nghttp2_priority_spec& spec = frame.pri_spec;
  connection_.events.Push(EventType::kPriority, frame.hd.stream_id, spec.stream_id,
                          spec.weight * 2 + (spec.exclusive != 0 ? 1 : 0));
}

}  // namespace http2
