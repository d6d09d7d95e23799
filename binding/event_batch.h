// The shared memory in which a batch of events crosses to JavaScript, and the strings that go with
// it. lib/engine/event-reader.js reads it; the layout is described there.
#pragma once

#include <napi.h>

#include <cstdint>

#include "event_queue.h"

namespace http2 {

class InternedStrings;
class NameCache;

class EventBatch {
 public:
  explicit EventBatch(Napi::Env env);

  // Forgets what was written.
  void Begin();
  // Moves as many events as fit, and as may cross together, from the queue into the batch.
  void Append(EventQueue& queue, InternedStrings& interned, NameCache& names);
  // The same, under a head that says whose events these are.
  void AppendSection(int32_t slot, EventQueue& queue, InternedStrings& interned, NameCache& names);
  // The number of integers written since Begin(), or its complement (~n) when the array was
  // replaced by a larger one in between.
  [[nodiscard]] int32_t size() const {
    const auto size = static_cast<int32_t>(used_);
    return grown_ ? ~size : size;
  }
  // { events: Int32Array, strings: Array }
  Napi::Value ToObject() const;

 private:
  // Does nothing when the environment is ending: then nothing fits.
  void Allocate(size_t capacity);
  void Write(const Event& event, const EventQueue& queue, InternedStrings& interned,
             NameCache& names);
  bool Fits(size_t size) const { return used_ + size <= capacity_; }
  void WriteFields(const EventQueue& queue, uint32_t count, InternedStrings& interned,
                   NameCache& names);
  int32_t AddString(std::string_view text);
  int32_t Reference(const RcBuf& buffer, InternedStrings& interned, NameCache& names);

  Napi::Env env_;
  Napi::Reference<Napi::Int32Array> events_;
  Napi::Reference<Napi::Array> strings_;
  int32_t* data_ = nullptr;
  size_t capacity_ = 0;
  size_t used_ = 0;
  uint32_t string_count_ = 0;
  bool grown_ = false;
  // The value of `strings_`, from the first string of a batch on.
  napi_value string_array_ = nullptr;
};

}  // namespace http2
