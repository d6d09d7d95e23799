// The TLS connections of this process, which `node:tls` makes and does not show. OpenSSL tells of
// each when it is made and when it is freed, and the Finished message of its handshake (RFC 8446,
// 4.4.4), which JavaScript has, says which is which: no two connections have the same.
//
// OpenSSL keeps the functions that it tells for as long as the process runs: this list is the
// process's as well, and the addon is never unloaded (CMakeLists.txt). A thread finds its own.
#pragma once

#include <cstdint>
#include <span>

#include "openssl.h"

namespace http2 {

class TlsConnections {
 public:
  TlsConnections() = delete;

  // From now on connections are listed. False when OpenSSL refuses.
  static bool Watch(const OpenSsl& openssl);
  // The connection of this thread that has sent this Finished. Null when there is none among the
  // latest.
  static SSL* Find(const OpenSsl& openssl, std::span<const uint8_t> finished);
  // Nobody looks for the connection any more.
  static void Forget(SSL* connection);
};

}  // namespace http2
