// The events of a session that nobody has taken yet, in order.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "event.h"

namespace http2 {

class EventQueue {
 public:
  void Push(EventType type, int32_t id, int32_t a = 0, int32_t b = 0) {
    events_.push_back(Event{type, id, a, b});
  }
  void PushText(EventType type, int32_t id, int32_t a, int32_t b, std::string text);
  void PushHeaders(EventType type, int32_t id, int32_t a, int32_t b,
                   std::vector<HeaderField>& fields);

  [[nodiscard]] bool empty() const { return next_ == events_.size(); }
  [[nodiscard]] size_t size() const { return events_.size() - next_; }
  [[nodiscard]] const Event& front() const { return events_[next_]; }
  [[nodiscard]] HeaderField* fields(const Event& event) { return &fields_[event.first]; }
  [[nodiscard]] const std::string& text(const Event& event) const { return texts_[event.first]; }
  void Pop();
  // Forgets all that is left.
  void Clear();

 private:
  std::vector<Event> events_;
  std::vector<HeaderField> fields_;
  std::vector<std::string> texts_;
  size_t next_ = 0;
};

}  // namespace http2
