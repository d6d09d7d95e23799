// JavaScript strings that are used again and again, in an array that JavaScript reads by index, so
// that a header name or value that HPACK names by a number crosses as a number too.
#pragma once

#include <napi.h>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rcbuf.h"

namespace http2 {

class InternedStrings {
 public:
  explicit InternedStrings(Napi::Env env);

  // The array that JavaScript reads.
  [[nodiscard]] Napi::Array array() const { return array_.Value(); }
  // The slot of an entry of HPACK's static table; it is never given back.
  int32_t Static(const RcBuf& buffer);
  // A slot with this text, to be given back.
  int32_t Take(std::string_view text);
  // A batch that JavaScript has not read yet may still name the slot: it is used again only after
  // Recycle(), which is called when no batch is being read.
  void GiveBack(int32_t slot) { given_back_.push_back(slot); }
  void Recycle();

 private:
  void Store(int32_t slot, std::string_view text);
  int32_t NextSlot();

  Napi::Env env_;
  Napi::Reference<Napi::Array> array_;
  std::unordered_map<const nghttp2_rcbuf*, int32_t> static_slots_;
  std::vector<int32_t> free_;
  std::vector<int32_t> given_back_;
  int32_t size_ = 0;
};

}  // namespace http2
