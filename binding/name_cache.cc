#include "name_cache.h"

#include <algorithm>
#include <utility>

namespace http2 {

namespace {
// Longer values are rarely repeated, and would keep memory that HPACK has evicted.
constexpr size_t kMaxText = 256;
// Powers of two: most connections repeat few texts, and there are many connections. The largest has
// room for the names and values of a compression table of the default size, 4096 bytes.
constexpr size_t kMinEntries = 16;
constexpr size_t kMaxEntries = 256;
// What a peer can make us keep, in bytes of text: it need not repeat what it sends.
constexpr size_t kMaxBytes = 8 * 1024;
}  // namespace

NameCache::Entry& NameCache::Locate(const nghttp2_rcbuf* buffer) {
  const size_t mask = entries_.size() - 1;
  // Buffers are aligned: the low bits say nothing.
  size_t at = (reinterpret_cast<uintptr_t>(buffer) >> 5U) & mask;
  while (entries_[at].slot >= 0 && entries_[at].buffer.get() != buffer)
    at = (at + 1) & mask;
  return entries_[at];
}

void NameCache::Grow() {
  std::vector<Entry> before(std::max(kMinEntries, entries_.size() * 2));
  before.swap(entries_);
  for (Entry& entry : before) {
    if (entry.slot >= 0) Locate(entry.buffer.get()) = std::move(entry);
  }
}

int32_t NameCache::Find(const RcBuf& buffer, InternedStrings& interned) {
  if (buffer.is_static()) return interned.Static(buffer);
  if (buffer.view().size() > kMaxText) return -1;
  if (entries_.empty()) Grow();
  Entry* entry = &Locate(buffer.get());
  if (entry->slot >= 0) return entry->slot;
  const size_t bytes = buffer.view().size();
  const bool full = used_ >= entries_.size() / 4 * 3;
  if (bytes_ + bytes > kMaxBytes || (full && entries_.size() == kMaxEntries)) {
    Clear(interned);
    entry = &Locate(buffer.get());
  } else if (full) {
    Grow();
    entry = &Locate(buffer.get());
  }
  entry->buffer = RcBuf(buffer.get());
  entry->slot = interned.Take(buffer.view());
  ++used_;
  bytes_ += bytes;
  return entry->slot;
}

void NameCache::Clear(InternedStrings& interned) {
  for (Entry& entry : entries_) {
    if (entry.slot >= 0) interned.GiveBack(entry.slot);
    entry = Entry{};
  }
  used_ = 0;
  bytes_ = 0;
}

}  // namespace http2
