#include "event_batch.h"

#include <algorithm>

#include "interned_strings.h"
#include "name_cache.h"

namespace http2 {

namespace {

constexpr size_t kInitialCapacity = 8 * 1024;

// An event that ends a connection, or a stream before its time, is delivered alone: what the
// handlers of earlier events have put off to the next tick happens first, as it would if each frame
// had been a read of its own. So is a header block that follows another of its stream: a program
// that awaits the first can listen for it.
bool ComesAlone(const Event& event) {
  if (event.type == EventType::kStreamClose) return (event.b & kByReset) != 0;
  if (event.type == EventType::kHeaders) return event.a >= NGHTTP2_HCAT_PUSH_RESPONSE;
  return event.type == EventType::kPushPromise || event.type == EventType::kGoaway ||
         event.type == EventType::kFrameError || event.type >= EventType::kSessionError;
}

size_t SizeOf(const Event& event) {
  const bool fields = TailOf(event.type) == EventTail::kFields;
  return kEventSize + (fields ? 1 + 2 * static_cast<size_t>(event.count) : event.count);
}

}  // namespace

EventBatch::EventBatch(Napi::Env env)
    : env_(env), strings_(Napi::Persistent(Napi::Array::New(env))) {
  Allocate(kInitialCapacity);
}

void EventBatch::Allocate(size_t capacity) {
  void* data = nullptr;
  napi_value buffer = nullptr;
  napi_value array = nullptr;
  if (napi_create_arraybuffer(env_, capacity * sizeof(int32_t), &data, &buffer) != napi_ok ||
      napi_create_typedarray(env_, napi_int32_array, capacity, buffer, 0, &array) != napi_ok) {
    return;
  }
  std::copy_n(data_, used_, static_cast<int32_t*>(data));
  data_ = static_cast<int32_t*>(data);
  capacity_ = capacity;
  events_ = Napi::Persistent(Napi::Int32Array(env_, array));
}

Napi::Value EventBatch::ToObject() const {
  Napi::Object batch = Napi::Object::New(env_);
  batch.Set("events", events_.Value());
  batch.Set("strings", strings_.Value());
  return batch;
}

void EventBatch::Begin() {
  used_ = 0;
  grown_ = false;
  string_count_ = 0;
  string_array_ = nullptr;
}

void EventBatch::AppendSection(int32_t slot, EventQueue& queue, InternedStrings& interned,
                               NameCache& names) {
  if (!Fits(kSectionHead)) return;
  const size_t head = used_;
  data_[head] = slot;
  used_ += kSectionHead;
  Append(queue, interned, names);
  if (used_ == head + kSectionHead) {
    used_ = head;
  } else {
    data_[head + 1] = static_cast<int32_t>(used_);
  }
}

void EventBatch::Append(EventQueue& queue, InternedStrings& interned, NameCache& names) {
  const size_t begin = used_;
  while (!queue.empty()) {
    const Event& event = queue.front();
    if (event.type == EventType::kBreak) {
      if (used_ > begin) return;
      queue.Pop();
      continue;
    }
    const bool alone = ComesAlone(event);
    if (alone && used_ > begin) return;
    const size_t size = SizeOf(event);
    if (!Fits(size)) {
      // An event that is larger than the array can't wait for the next batch.
      if (used_ > kSectionHead) return;
      Allocate(2 * size);
      if (!Fits(size)) return;
      grown_ = true;
    }
    Write(event, queue, interned, names);
    queue.Pop();
    if (alone) return;
  }
}

void EventBatch::Write(const Event& event, const EventQueue& queue, InternedStrings& interned,
                       NameCache& names) {
  data_[used_++] = static_cast<int32_t>(event.type);
  data_[used_++] = event.id;
  data_[used_++] = event.a;
  data_[used_++] = event.b;
  if (TailOf(event.type) == EventTail::kFields) {
    WriteFields(queue, event.count, interned, names);
  } else if (event.count > 0) {
    data_[used_++] = AddString(queue.text());
  }
}

void EventBatch::WriteFields(const EventQueue& queue, uint32_t count, InternedStrings& interned,
                             NameCache& names) {
  data_[used_++] = static_cast<int32_t>(count);
  for (uint32_t i = 0; i < count; ++i) {
    const HeaderField& field = queue.field(i);
    const int32_t name = Reference(field.name, interned, names);
    data_[used_++] = field.sensitive ? name | kSensitive : name;
    data_[used_++] = Reference(field.value, interned, names);
  }
}

int32_t EventBatch::Reference(const RcBuf& buffer, InternedStrings& interned, NameCache& names) {
  const int32_t slot = names.Find(buffer, interned);
  return slot >= 0 ? slot : AddString(buffer.view());
}

// Header fields and the texts of frames are bytes; they are shown as latin-1.
int32_t EventBatch::AddString(std::string_view text) {
  if (string_array_ == nullptr) string_array_ = strings_.Value();
  napi_value string = nullptr;
  napi_create_string_latin1(env_, text.data(), text.size(), &string);
  napi_set_element(env_, string_array_, string_count_, string);
  return static_cast<int32_t>(string_count_++) | kBatchString;
}

}  // namespace http2
