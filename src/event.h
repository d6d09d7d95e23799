// The events that a session reports. They are appended while it parses and serializes, and taken in
// order by the owner of the session; the engine calls nobody for them.
#pragma once

#include <cstdint>

#include "contract.h"
#include "rcbuf.h"

namespace http2 {

struct HeaderField {
  RcBuf name;
  RcBuf value;
  bool sensitive = false;
};

struct Event {
  EventType type{};
  int32_t id = 0;
  int32_t a = 0;
  int32_t b = 0;
  uint32_t count = 0;  // of the fields or texts that belong to it
};

}  // namespace http2
