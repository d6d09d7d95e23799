// The events of a session that nobody has taken yet, in order.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "event.h"
#include "ring.h"

namespace http2 {

class EventQueue {
 public:
  void Push(EventType type, int32_t id, int32_t a = 0, int32_t b = 0) {
    events_.Push(Event{type, id, a, b});
  }
  void PushText(EventType type, int32_t id, int32_t a, int32_t b, std::string text);
  void PushHeaders(EventType type, int32_t id, int32_t a, int32_t b,
                   std::vector<HeaderField>& fields);

  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] size_t size() const { return events_.size(); }
  [[nodiscard]] const Event& front() const { return events_.front(); }
  // One of the fields of the front event. Precondition: index < front().count.
  [[nodiscard]] const HeaderField& field(size_t index) const { return fields_[index]; }
  // The text of the front event. Precondition: it has one.
  [[nodiscard]] const std::string& text() const { return texts_.front(); }
  // The bytes of a stream's DATA that nobody has taken yet.
  [[nodiscard]] size_t DataOf(int32_t id) const;
  // Forgets the front event, with its fields and its text.
  void Pop();
  // Forgets all that is left.
  void Clear();
  // In bytes, without the fields' buffers: those are nghttp2's.
  [[nodiscard]] size_t memory() const {
    return events_.memory() + fields_.memory() + texts_.memory() + text_bytes_;
  }

 private:
  // An idle session keeps room for the events of a few requests.
  Ring<Event, 16> events_;
  Ring<HeaderField, 32> fields_;
  Ring<std::string> texts_;
  size_t text_bytes_ = 0;
};

}  // namespace http2
