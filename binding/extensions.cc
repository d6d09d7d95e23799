// Frames of extensions: see src/extensions.h.
#include "extensions.h"

#include <string>
#include <vector>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

// (id, origin, value)
int SessionWrap::Altsvc(const Napi::CallbackInfo& info) {
  return session_->extensions().Altsvc(Int32(info, 0), Latin1(info.Env(), info[1]),
                                       Latin1(info.Env(), info[2]));
}

// (array of strings)
int SessionWrap::Origin(const Napi::CallbackInfo& info) {
  const auto array = info[0].As<Napi::Array>();
  std::vector<std::string> origins;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    origins.push_back(Latin1(info.Env(), array.Get(i)));
  }
  return session_->extensions().Origin(origins);
}

}  // namespace http2
