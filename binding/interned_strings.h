// JavaScript strings that are used again and again, in an array that JavaScript reads by index, so
// that a header name or value that HPACK names by a number crosses as a number too.
#pragma once

#include <napi.h>

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "rcbuf.h"
#include "slot_array.h"

namespace http2 {

class InternedStrings {
 public:
  explicit InternedStrings(Napi::Env env) : env_(env), slots_(env) {}

  // The array that JavaScript reads.
  [[nodiscard]] Napi::Array array() const { return slots_.value(); }
  // The slot of an entry of HPACK's static table; it is never given back.
  int32_t Static(const RcBuf& buffer);
  // A slot with this text, to be given back.
  int32_t Take(std::string_view text);
  void GiveBack(int32_t slot) { slots_.GiveBack(slot); }
  // See SlotArray.
  void Recycle() { slots_.Recycle(); }

 private:
  Napi::Env env_;
  SlotArray slots_;
  std::unordered_map<const nghttp2_rcbuf*, int32_t> static_slots_;
};

}  // namespace http2
