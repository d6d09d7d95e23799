// The native methods of a session whose connection is over TLS.
#include "tls_records.h"

#include <cerrno>
#include <utility>

#include "arguments.h"
#include "session_wrap.h"
#include "tls_connections.h"

namespace http2 {

// (descriptor, finished, due): reads and writes the descriptor of the TLS connection that has sent
// this Finished message, and writes at once if output is due. 0; -ENOENT when there is no such
// connection; -EBUSY while `node:tls` has something to read or to write; or another negative errno.
Napi::Value SessionWrap::AttachTls(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), OpenTls(info));
}

int SessionWrap::OpenTls(const Napi::CallbackInfo& info) {
  const OpenSsl* openssl = addon_.openssl();
  if (openssl == nullptr) return -ENOENT;
  SSL* connection = TlsConnections::Find(*openssl, Bytes(info.Env(), info[1]));
  if (connection == nullptr) return -ENOENT;
  auto records = TlsRecords::Open(*openssl, connection, addon_.tls_scratch());
  if (records == nullptr) return -EBUSY;
  int error = 0;
  io_ = DescriptorIo::Open(addon_.loop(), Int32(info, 0), *this, std::move(records), &error);
  if (io_ == nullptr) return error == UV_EEXIST ? -EBUSY : error;
  TlsConnections::Forget(connection);
  Attached(info);
  if (Boolean(info, 2)) MarkDirty();
  return 0;
}

// Why the TLS connection has failed, as three strings of OpenSSL's: the message, the library that
// found the error, and the reason. Undefined when OpenSSL has found none.
Napi::Value SessionWrap::GetTlsError(const Napi::CallbackInfo& info) {
  const TlsError* error = io_ == nullptr || io_->tls() == nullptr ? nullptr : io_->tls()->error();
  if (error == nullptr) return info.Env().Undefined();
  const auto texts = Napi::Array::New(info.Env(), 3);
  texts.Set(0U, error->message);
  texts.Set(1U, error->library);
  texts.Set(2U, error->reason);
  return texts;
}

}  // namespace http2
