// The exports of the addon, which lib/engine/load-addon.js loads.
#include <napi.h>
#include <nghttp2/nghttp2.h>

#include <memory>
#include <string>

#include "addon_data.h"
#include "cached_open.h"
#include "exports.h"
#include "session_wrap.h"

namespace http2 {

namespace {

// (deliver, flush): the functions of lib/engine/delivery.js.
void SetHandlers(const Napi::CallbackInfo& info) {
  AddonData& addon = AddonData::Of(info.Env());
  addon.dispatcher().SetDeliver(info[0].As<Napi::Function>());
  addon.flush = Napi::Persistent(info[1].As<Napi::Function>());
}

// (join): the function of lib/stream/join-writes.js that is called once the flag `joinsDue` was
// raised, before sessions are written.
void SetJoin(const Napi::CallbackInfo& info) {
  AddonData::Of(info.Env()).dispatcher().SetJoin(info[0].As<Napi::Function>());
}

// (depth): the batch for dispatches of this depth.
Napi::Value GetBatch(const Napi::CallbackInfo& info) {
  const uint32_t depth = info[0].As<Napi::Number>();
  return AddonData::Of(info.Env()).batch(depth).ToObject();
}

// (error): reports the error of a handler as an uncaught exception.
void ReportError(const Napi::CallbackInfo& info) {
  napi_fatal_exception(info.Env(), info[0]);
}

// (active): whether streams are timed.
void SetTiming(const Napi::CallbackInfo& info) {
  AddonData::Of(info.Env()).timing = info[0].ToBoolean();
}

// (errno): the text of an nghttp2 error.
Napi::Value ErrorText(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), nghttp2_strerror(info[0].As<Napi::Number>()));
}

// (path, Float64Array): a descriptor, with the file's size in the array; -1 when it has to be
// opened the slow way.
Napi::Value OpenCachedFile(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  const CachedFile file = OpenCached(path.c_str());
  if (file.descriptor >= 0) AddonData::Of(info.Env()).cached_files().Add(file.descriptor);
  info[1].As<Napi::Float64Array>()[0] = static_cast<double>(file.size);
  return Napi::Number::New(info.Env(), file.descriptor);
}

// (descriptor): one of openCached() that no stream sends.
void CloseCachedFile(const Napi::CallbackInfo& info) {
  AddonData::Of(info.Env()).cached_files().Take(info[0].As<Napi::Number>());
}

// (close): the function of lib/files/close-file.js.
void SetCloseFile(const Napi::CallbackInfo& info) {
  AddonData::Of(info.Env()).dispatcher().SetCloseFile(info[0].As<Napi::Function>());
}

Napi::Object Initialize(Napi::Env env, Napi::Object exports) {
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  auto data = std::make_unique<AddonData>(env, loop);
  exports.Set("interned", data->interned().array());
  exports.Set("sessions", data->sessions().value());
  exports.Set("readBuffer", data->read_buffer().value());
  exports.Set("gatherBuffers", data->gather_buffers().value());
  exports.Set("joinsDue", data->joins_due().array());
  env.SetInstanceData(data.release());
  exports.Set("contract", DescribeContract(env));
  exports.Set("Session", SessionWrap::Define(env));
  exports.Set("setHandlers", Napi::Function::New<SetHandlers>(env, "setHandlers"));
  exports.Set("setJoin", Napi::Function::New<SetJoin>(env, "setJoin"));
  exports.Set("getBatch", Napi::Function::New<GetBatch>(env, "getBatch"));
  exports.Set("reportError", Napi::Function::New<ReportError>(env, "reportError"));
  exports.Set("setTiming", Napi::Function::New<SetTiming>(env, "setTiming"));
  exports.Set("errorText", Napi::Function::New<ErrorText>(env, "errorText"));
  exports.Set("openCached", Napi::Function::New<OpenCachedFile>(env, "openCached"));
  exports.Set("closeCached", Napi::Function::New<CloseCachedFile>(env, "closeCached"));
  exports.Set("setCloseFile", Napi::Function::New<SetCloseFile>(env, "setCloseFile"));
  return exports;
}

}  // namespace

}  // namespace http2

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  return http2::Initialize(env, exports);
}

NODE_API_MODULE(native_http2, Init)
