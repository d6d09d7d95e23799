// Padding that JavaScript chooses: see src/padding.h.
#include "padding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dropped_exception.h"
#include "session_wrap.h"

namespace http2 {

namespace {
// The function that chooses. It is a property of the session's object, which may be collected with
// it: a reference would keep what the function refers to, the session included.
constexpr const char* kFunction = "selectPadding";
}  // namespace

// (function): see SelectPadding().
void SessionWrap::SetPaddingSelector(const Napi::CallbackInfo& info) {
  napi_set_named_property(Env(), info.This(), kFunction, info[0]);
  selects_padding_ = true;
  session_->connection().padding_selector = this;
}

// Calls the function (length, max), which returns a number between both. nghttp2 is serializing a
// frame: while the function runs the session is out of reach, so that methods find none, as after
// destroy(), and nothing can end it. No ticks run here, as no callback scope is opened.
size_t SessionWrap::SelectPadding(size_t length, size_t max) {
  const Napi::HandleScope scope(Env());
  std::unique_ptr<Session> running = std::exchange(session_, nullptr);
  const std::array<napi_value, 2> arguments{Napi::Number::New(Env(), static_cast<double>(length)),
                                            Napi::Number::New(Env(), static_cast<double>(max))};
  const napi_value self = Value();
  napi_value function = nullptr;
  napi_value result = nullptr;
  double padded = 0;
  // An environment that ends runs no JavaScript, and the frame has no padding.
  napi_get_named_property(Env(), self, kFunction, &function);
  napi_call_function(Env(), self, function, arguments.size(), arguments.data(), &result);
  napi_get_value_double(Env(), result, &padded);
  DropException(Env());
  session_ = std::move(running);
  // Released by Flush(), when nothing of it is on the stack.
  if (destroyed_) AwaitFlush();
  return std::clamp(static_cast<size_t>(padded), length, max);
}

}  // namespace http2
