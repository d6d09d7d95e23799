// The methods that JavaScript can call on a session, and what they have in common. Their arguments
// stand above their definitions, and in lib/engine/session.js.
#include <type_traits>

#include "arguments.h"
#include "session_wrap.h"

namespace http2 {

template <auto kMethod>
Napi::Value SessionWrap::Quiet(const Napi::CallbackInfo& info) {
  using Answer = std::invoke_result_t<decltype(kMethod), SessionWrap*, const Napi::CallbackInfo&>;
  if constexpr (std::is_void_v<Answer>) {
    if (is_open()) (this->*kMethod)(info);
    return info.Env().Undefined();
  } else {
    const int closed = session_ == nullptr ? NGHTTP2_ERR_STREAM_CLOSED : NGHTTP2_ERR_NOMEM;
    const int answer = is_open() ? (this->*kMethod)(info) : closed;
    return {info.Env(), Result(info, answer)};
  }
}

template <auto kMethod>
Napi::Value SessionWrap::Command(const Napi::CallbackInfo& info) {
  const Napi::Value answer = Quiet<kMethod>(info);
  if (session_ != nullptr) MarkDirty();
  return answer;
}

Napi::Function SessionWrap::Define(Napi::Env env) {
  return DefineClass(
      env, "Session",
      {
          InstanceMethod<&SessionWrap::AttachDescriptor>("attachDescriptor"),
          InstanceMethod<&SessionWrap::AttachTls>("attachTls"),
          InstanceMethod<&SessionWrap::GetTlsError>("getTlsError"),
          InstanceMethod<&SessionWrap::SeparateDescriptor>("separateDescriptor"),
          InstanceMethod<&SessionWrap::DetachDescriptor>("detachDescriptor"),
          InstanceMethod<&SessionWrap::SetReferenced>("setReferenced"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::Receive>>("receive"),
          InstanceMethod<&SessionWrap::ReceiveEvents>("receiveEvents"),
          InstanceMethod<&SessionWrap::TakeEvents>("takeEvents"),
          InstanceMethod<&SessionWrap::HasEvents>("hasEvents"),
          InstanceMethod<&SessionWrap::Pull>("pull"),
          InstanceMethod<&SessionWrap::Acknowledge>("acknowledge"),
          InstanceMethod<&SessionWrap::Destroy>("destroy"),

          InstanceMethod<&SessionWrap::Command<&SessionWrap::Respond>>("respond"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Request>>("request"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::PushPromise>>("pushPromise"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Information>>("information"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Trailers>>("trailers"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::WriteString>>("writeString"),
          InstanceMethod<&SessionWrap::WriteGathered>("writeGathered"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::WriteBuffer>>("writeBuffer"),
          InstanceMethod<&SessionWrap::PipeFile>("pipeFile"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::FailFile>>("failFile"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::EndBody>>("endBody"),
          InstanceMethod<&SessionWrap::SendsAtOnce>("sendsAtOnce"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::AwaitTrailers>>("awaitTrailers"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Reset>>("reset"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::PauseReading>>("pauseReading"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::ResumeReading>>("resumeReading"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Refuse>>("refuse"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::KeepUnread>>("keepUnread"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::Release>>("release"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::ConsumeAllBut>>("consumeAllBut"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::SubmitSettings>>("settings"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::SubmitPing>>("ping"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::Goaway>>("goaway"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::ShutdownNotice>>("shutdownNotice"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Terminate>>("terminate"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::LeavesOut>>("leavesOut"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Altsvc>>("altsvc"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::Origin>>("origin"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::SetPriority>>("setPriority"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::GetPriority>>("getPriority"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::SetPaddingSelector>>(
              "setPaddingSelector"),
          InstanceMethod<&SessionWrap::Command<&SessionWrap::SetLocalWindowSize>>(
              "setLocalWindowSize"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::SetNextStreamId>>("setNextStreamId"),

          InstanceMethod<&SessionWrap::GetState>("getState"),
          InstanceMethod<&SessionWrap::GetStreamState>("getStreamState"),
          InstanceMethod<&SessionWrap::GetStatistics>("getStatistics"),
          InstanceMethod<&SessionWrap::GetIdleBodyTime>("getIdleBodyTime"),
          InstanceMethod<&SessionWrap::Quiet<&SessionWrap::WatchBodies>>("watchBodies"),
          InstanceMethod<&SessionWrap::TakeTimings>("takeTimings"),
      });
}

}  // namespace http2
