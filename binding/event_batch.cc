#include "event_batch.h"

#include <algorithm>

#include "interned_strings.h"
#include "name_cache.h"

namespace http2 {

namespace {

constexpr size_t kInitialCapacity = 8 * 1024;
constexpr size_t kEventSize = 4;
// Bits of a string reference beside its index.
constexpr int32_t kBatchString = 1 << 29;
constexpr int32_t kSensitive = 1 << 30;

bool HasFields(const Event& event) {
  return event.type == EventType::kHeaders || event.type == EventType::kPushPromise;
}

// What ends a connection, or a stream before its time, comes alone: what handlers of the events
// before it put off to the next tick happens first, as it would if each frame had been a read of
// its own. So does a header block that follows another of its stream: who awaits the first can
// listen for it.
bool ComesAlone(const Event& event) {
  if (event.type == EventType::kStreamClose) return event.b != 0;
  if (event.type == EventType::kHeaders) return event.a >= NGHTTP2_HCAT_PUSH_RESPONSE;
  return event.type == EventType::kPushPromise || event.type == EventType::kGoaway ||
         event.type == EventType::kFrameError || event.type >= EventType::kSessionError;
}

size_t SizeOf(const Event& event) {
  return kEventSize + (HasFields(event) ? 1 + 2 * static_cast<size_t>(event.count) : event.count);
}

}  // namespace

EventBatch::EventBatch(Napi::Env env)
    : env_(env), strings_(Napi::Persistent(Napi::Array::New(env))) {
  Allocate(kInitialCapacity);
}

void EventBatch::Allocate(size_t capacity) {
  Napi::Int32Array array = Napi::Int32Array::New(env_, capacity);
  data_ = array.Data();
  capacity_ = capacity;
  events_ = Napi::Persistent(array);
}

Napi::Value EventBatch::ToObject() const {
  Napi::Object batch = Napi::Object::New(env_);
  batch.Set("events", events_.Value());
  batch.Set("strings", strings_.Value());
  return batch;
}

int32_t EventBatch::Fill(EventQueue& queue, InternedStrings& interned, NameCache& names) {
  used_ = 0;
  string_count_ = 0;
  string_array_ = nullptr;
  if (queue.empty()) return 0;
  const bool grown = SizeOf(queue.front()) > capacity_;
  if (grown) Allocate(2 * SizeOf(queue.front()));
  while (!queue.empty() && Fits(SizeOf(queue.front()))) {
    const Event& event = queue.front();
    const bool alone = ComesAlone(event);
    if (used_ > 0 && alone) break;
    data_[used_++] = static_cast<int32_t>(event.type);
    data_[used_++] = event.id;
    data_[used_++] = event.a;
    data_[used_++] = event.b;
    if (HasFields(event)) {
      WriteFields(queue.fields(event), event.count, interned, names);
    } else if (event.count > 0) {
      data_[used_++] = AddString(queue.text(event));
    }
    queue.Pop();
    if (alone) break;
  }
  const auto size = static_cast<int32_t>(used_);
  return grown ? ~size : size;
}

void EventBatch::WriteFields(HeaderField* fields, uint32_t count, InternedStrings& interned,
                             NameCache& names) {
  data_[used_++] = static_cast<int32_t>(count);
  for (uint32_t i = 0; i < count; ++i) {
    const int32_t name = Reference(fields[i].name, interned, names);
    data_[used_++] = fields[i].sensitive ? name | kSensitive : name;
    data_[used_++] = Reference(fields[i].value, interned, names);
    fields[i] = HeaderField{};
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
