// How sockets are written to: a peer that is gone is an error of the write, and no signal.
#pragma once

#include <sys/socket.h>

namespace http2 {

#if defined(MSG_NOSIGNAL)
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif

}  // namespace http2
