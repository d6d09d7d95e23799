#include "event_queue.h"

namespace http2 {

namespace {
// An idle session keeps room for this many events; more is given back once it is drained.
constexpr size_t kKeepEvents = 16;
}  // namespace

void EventQueue::PushText(EventType type, int32_t id, int32_t a, int32_t b, std::string text) {
  events_.push_back(Event{type, id, a, b, static_cast<uint32_t>(texts_.size()), 1});
  texts_.push_back(std::move(text));
}

void EventQueue::PushHeaders(EventType type, int32_t id, int32_t a, int32_t b,
                             std::vector<HeaderField>& fields) {
  events_.push_back(Event{type, id, a, b, static_cast<uint32_t>(fields_.size()),
                          static_cast<uint32_t>(fields.size())});
  for (HeaderField& field : fields)
    fields_.push_back(std::move(field));
  fields.clear();
}

void EventQueue::Pop() {
  ++next_;
  if (next_ == events_.size()) Clear();
}

void EventQueue::Clear() {
  next_ = 0;
  if (events_.capacity() > kKeepEvents) {
    std::vector<Event>().swap(events_);
    std::vector<HeaderField>().swap(fields_);
    std::vector<std::string>().swap(texts_);
  } else {
    events_.clear();
    fields_.clear();
    texts_.clear();
  }
}

}  // namespace http2
