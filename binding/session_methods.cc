// The list of what JavaScript can call on a session.
#include "session_wrap.h"

namespace http2 {

Napi::Function SessionWrap::Define(Napi::Env env) {
  return DefineClass(env, "Session",
                     {
                         InstanceMethod<&SessionWrap::AttachDescriptor>("attachDescriptor"),
                         InstanceMethod<&SessionWrap::SeparateDescriptor>("separateDescriptor"),
                         InstanceMethod<&SessionWrap::DetachDescriptor>("detachDescriptor"),
                         InstanceMethod<&SessionWrap::SetReferenced>("setReferenced"),
                         InstanceMethod<&SessionWrap::Receive>("receive"),
                         InstanceMethod<&SessionWrap::TakeEvents>("takeEvents"),
                         InstanceMethod<&SessionWrap::HasEvents>("hasEvents"),
                         InstanceMethod<&SessionWrap::Pull>("pull"),
                         InstanceMethod<&SessionWrap::Acknowledge>("acknowledge"),
                         InstanceMethod<&SessionWrap::Destroy>("destroy"),

                         InstanceMethod<&SessionWrap::Respond>("respond"),
                         InstanceMethod<&SessionWrap::Request>("request"),
                         InstanceMethod<&SessionWrap::PushPromise>("pushPromise"),
                         InstanceMethod<&SessionWrap::Information>("information"),
                         InstanceMethod<&SessionWrap::Trailers>("trailers"),
                         InstanceMethod<&SessionWrap::WriteString>("writeString"),
                         InstanceMethod<&SessionWrap::WriteGathered>("writeGathered"),
                         InstanceMethod<&SessionWrap::WriteBuffer>("writeBuffer"),
                         InstanceMethod<&SessionWrap::PipeFile>("pipeFile"),
                         InstanceMethod<&SessionWrap::FailFile>("failFile"),
                         InstanceMethod<&SessionWrap::EndBody>("endBody"),
                         InstanceMethod<&SessionWrap::SendsAtOnce>("sendsAtOnce"),
                         InstanceMethod<&SessionWrap::AwaitTrailers>("awaitTrailers"),
                         InstanceMethod<&SessionWrap::Reset>("reset"),
                         InstanceMethod<&SessionWrap::PauseReading>("pauseReading"),
                         InstanceMethod<&SessionWrap::ResumeReading>("resumeReading"),
                         InstanceMethod<&SessionWrap::Refuse>("refuse"),
                         InstanceMethod<&SessionWrap::KeepUnread>("keepUnread"),
                         InstanceMethod<&SessionWrap::Release>("release"),
                         InstanceMethod<&SessionWrap::ConsumeAllBut>("consumeAllBut"),
                         InstanceMethod<&SessionWrap::Settings>("settings"),
                         InstanceMethod<&SessionWrap::Ping>("ping"),
                         InstanceMethod<&SessionWrap::Goaway>("goaway"),
                         InstanceMethod<&SessionWrap::Terminate>("terminate"),
                         InstanceMethod<&SessionWrap::Altsvc>("altsvc"),
                         InstanceMethod<&SessionWrap::Origin>("origin"),
                         InstanceMethod<&SessionWrap::SetLocalWindowSize>("setLocalWindowSize"),
                         InstanceMethod<&SessionWrap::SetNextStreamId>("setNextStreamId"),

                         InstanceMethod<&SessionWrap::GetState>("getState"),
                         InstanceMethod<&SessionWrap::GetStreamState>("getStreamState"),
                         InstanceMethod<&SessionWrap::GetStatistics>("getStatistics"),
                         InstanceMethod<&SessionWrap::GetIdleBodyTime>("getIdleBodyTime"),
                         InstanceMethod<&SessionWrap::WatchBodies>("watchBodies"),
                         InstanceMethod<&SessionWrap::TakeTimings>("takeTimings"),
                     });
}

}  // namespace http2
