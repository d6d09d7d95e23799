// Hands the numbers and the orders that cross to JavaScript.
#include "contract.h"

#include <span>
#include <string>
#include <string_view>

#include "exports.h"
#include "snapshot.h"

namespace http2 {

namespace {

std::string Text(std::string_view text) {
  return std::string(text);
}

Napi::Object Numbers(Napi::Env env, std::span<const NamedNumber> list) {
  Napi::Object object = Napi::Object::New(env);
  for (const NamedNumber& entry : list)
    object.Set(Text(entry.name), static_cast<double>(entry.number));
  return object;
}

// By the name of each event's type: its EventTail.
Napi::Object Tails(Napi::Env env) {
  Napi::Object tails = Napi::Object::New(env);
  for (const NamedNumber& entry : kEventTypes) {
    const EventTail tail = TailOf(static_cast<EventType>(entry.number));
    tails.Set(Text(entry.name), static_cast<double>(tail));
  }
  return tails;
}

template <typename Fields>
Napi::Array Names(Napi::Env env, const Fields& fields) {
  Napi::Array names = Napi::Array::New(env, fields.size());
  for (size_t i = 0; i < fields.size(); ++i)
    names.Set(static_cast<uint32_t>(i), Text(fields[i].name));
  return names;
}

}  // namespace

Napi::Object DescribeContract(Napi::Env env) {
  Napi::Object contract = Napi::Object::New(env);
  contract.Set("events", Numbers(env, kEventTypes));
  contract.Set("eventTails", Tails(env));
  contract.Set("closeFlags", Numbers(env, kCloseFlags));
  contract.Set("bodyEnds", Numbers(env, kBodyEnds));
  contract.Set("sessionFaults", Numbers(env, kSessionFaults));
  contract.Set("nghttp2Errors", Numbers(env, kNghttp2Errors));
  contract.Set("batchLayout", Numbers(env, kBatchLayout));
  contract.Set("messageFlags", Numbers(env, kMessageFlags));
  contract.Set("writeFlags", Numbers(env, kWriteFlags));
  contract.Set("fileOpeners", Numbers(env, kFileOpeners));
  contract.Set("pendingEvents", Numbers(env, kPendingEvents));
  contract.Set("streamPresences", Numbers(env, kStreamPresences));
  contract.Set("options", Names(env, kOptions));
  contract.Set("sessionState", Names(env, kSessionState));
  contract.Set("streamState", Names(env, kStreamState));
  contract.Set("sessionStatistics", Names(env, kSessionStatistics));
  contract.Set("streamTiming", Names(env, kStreamTiming));
  return contract;
}

}  // namespace http2
