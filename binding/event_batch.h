// The shared memory in which a batch of events crosses to JavaScript, and the strings that go with
// it. lib/events.js reads it; the layout is described there.
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

  // Moves as many events as fit from the queue into the batch. The number of integers written, or
  // its complement (~n) when the array was replaced by a larger one first.
  int32_t Fill(EventQueue& queue, InternedStrings& interned, NameCache& names);
  // { events: Int32Array, strings: Array }
  Napi::Value ToObject() const;

 private:
  void Allocate(size_t capacity);
  bool Fits(size_t size) const { return used_ + size <= capacity_; }
  void WriteFields(HeaderField* fields, uint32_t count, InternedStrings& interned,
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
  // Of the current Fill(): made when the first string is added.
  napi_value string_array_ = nullptr;
};

}  // namespace http2
