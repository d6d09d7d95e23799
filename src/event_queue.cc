#include "event_queue.h"

#include <utility>

namespace http2 {

void EventQueue::PushText(EventType type, int32_t id, int32_t a, int32_t b, std::string text) {
  events_.Push(Event{type, id, a, b, 1});
  text_bytes_ += text.size();
  texts_.Push(std::move(text));
}

void EventQueue::PushHeaders(EventType type, int32_t id, int32_t a, int32_t b,
                             std::vector<HeaderField>& fields) {
  events_.Push(Event{type, id, a, b, static_cast<uint32_t>(fields.size())});
  for (HeaderField& field : fields)
    fields_.Push(std::move(field));
  fields.clear();
}

size_t EventQueue::DataOf(int32_t id) const {
  size_t size = 0;
  for (size_t i = 0; i < events_.size(); ++i) {
    const Event& event = events_[i];
    if (event.type == EventType::kData && event.id == id) size += static_cast<size_t>(event.b);
  }
  return size;
}

void EventQueue::Pop() {
  const Event& event = events_.front();
  if (TailOf(event.type) == EventTail::kFields) {
    for (uint32_t i = 0; i < event.count; ++i)
      fields_.Pop();
  } else if (event.count > 0) {
    text_bytes_ -= text().size();
    texts_.Pop();
  }
  events_.Pop();
}

void EventQueue::Clear() {
  events_.Clear();
  fields_.Clear();
  texts_.Clear();
  text_bytes_ = 0;
}

}  // namespace http2
