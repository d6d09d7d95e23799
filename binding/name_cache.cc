#include "name_cache.h"

namespace http2 {

namespace {
// Longer values are rarely repeated, and would keep memory that HPACK has evicted.
constexpr size_t kLongestText = 256;
constexpr size_t kEntries = 64;
}  // namespace

NameCache::Entry& NameCache::Locate(const nghttp2_rcbuf* buffer) {
  // Buffers are aligned: the low bits say nothing.
  size_t at = (reinterpret_cast<uintptr_t>(buffer) >> 5U) % kEntries;
  while (entries_[at].slot >= 0 && entries_[at].buffer.get() != buffer)
    at = (at + 1) % kEntries;
  return entries_[at];
}

int32_t NameCache::Find(const RcBuf& buffer, InternedStrings& interned) {
  if (buffer.is_static()) return interned.Static(buffer);
  if (buffer.view().size() > kLongestText) return -1;
  if (entries_.empty()) entries_.resize(kEntries);
  Entry* entry = &Locate(buffer.get());
  if (entry->slot >= 0) return entry->slot;
  if (used_ >= kEntries / 4 * 3) {
    Clear(interned);
    entry = &Locate(buffer.get());
  }
  entry->buffer = RcBuf(buffer.get());
  entry->slot = interned.Take(buffer.view());
  ++used_;
  return entry->slot;
}

void NameCache::Clear(InternedStrings& interned) {
  for (Entry& entry : entries_) {
    if (entry.slot >= 0) interned.GiveBack(entry.slot);
    entry = Entry{};
  }
  used_ = 0;
}

}  // namespace http2
