// The records of one TLS connection (RFC 8446, 5), read from and written to its descriptor, past
// the streams of `node:tls`. That has made the connection and owns it: handshake, certificates and
// the connection's own memory, in which OpenSSL reads and writes records, stay as they are. So it
// can go on by itself at any moment, once GiveBack() was called.
//
// JavaScript may run within Read(): OpenSSL reports a session ticket (RFC 8446, 4.6.1).
//
// Lifetime: counted, because what runs within Read() may end the use of the connection.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "openssl.h"
#include "outbound.h"

namespace http2 {

// Memory for one read or write, which all connections of an environment use.
class TlsScratch {
 public:
  // A read brings several records; a write takes several.
  static constexpr size_t kSize = 64 * 1024;
  // What a record adds to its bytes, and more (RFC 8446, 5.2).
  static constexpr size_t kRecordOverhead = 256;
  static constexpr size_t kMaxRecord = 16 * 1024;

  // Allocated when first used: a process without TLS has none.
  std::span<uint8_t> received() { return Of(received_, kSize); }
  std::span<uint8_t> plain() { return Of(plain_, kMaxRecord); }
  std::span<uint8_t> sent() { return Of(sent_, kSize + kMaxRecord + 8 * kRecordOverhead); }

 private:
  static std::span<uint8_t> Of(std::vector<uint8_t>& memory, size_t size) {
    if (memory.empty()) memory.resize(size);
    return memory;
  }

  std::vector<uint8_t> received_;
  std::vector<uint8_t> plain_;
  std::vector<uint8_t> sent_;
};

// An error that OpenSSL has found in a connection, in the texts of which `node:tls` makes its
// Error.
struct TlsError {
  std::string message;
  std::string library;
  std::string reason;
};

class TlsRecords {
 public:
  // Null when `node:tls` still has something to read or to write, or the connection is not between
  // its handshake and its end. The scratch must outlive the object.
  static std::shared_ptr<TlsRecords> Open(const OpenSsl& openssl, SSL* connection,
                                          TlsScratch& scratch);
  TlsRecords(const TlsRecords&) = delete;
  TlsRecords& operator=(const TlsRecords&) = delete;
  TlsRecords(TlsRecords&&) = delete;
  TlsRecords& operator=(TlsRecords&&) = delete;
  ~TlsRecords();

  // Bytes read, 0 at the end (of the connection, or of the peer's records), or a negative errno:
  // -EAGAIN when there is nothing now, -EPROTO when error() says what is wrong. `into` must have
  // more room than one record.
  ssize_t Read(int descriptor, std::span<uint8_t> into);
  // The bytes that Read() has returned were the last: another call returns at once why.
  [[nodiscard]] bool at_end() const { return end_ != 1; }
  // Hands over what it can. 0, or a negative errno. -EAGAIN: again when the descriptor can be
  // written, if there has_unsent(), else when something was read: another handshake is on its way.
  int Write(int descriptor, Outbound& outbound, EventQueue& events);
  // Records are made and not handed over.
  [[nodiscard]] bool has_unsent() const { return !unsent_.empty(); }
  // Whether Write() has anything to do, beside what the outbound has.
  [[nodiscard]] bool has_work() const {
    return !unsent_.empty() || !waiting_.empty() || encrypted_ > 0;
  }
  [[nodiscard]] const TlsError* error() const { return error_.get(); }

  // `node:tls` reads and writes from now on: it gets the records that are made and not sent, which
  // it sends before its own.
  void GiveBack();
  // The connection ends: nothing more is read or written, by `node:tls` neither. Its object may be
  // gone when OpenSSL would call it again.
  void Abandon();
  // After GiveBack(): all that was taken out of the outbound counts as handed over. Returns what is
  // still to be written, which no record has.
  std::vector<uint8_t> Settle(Outbound& outbound, EventQueue& events);
  [[nodiscard]] bool given_back() const { return given_back_; }

 private:
  TlsRecords(const OpenSsl& openssl, SSL* connection, TlsScratch& scratch);
  ssize_t Decrypt(std::span<uint8_t> into);
  int Encrypt(Outbound& outbound);
  int EncryptBytes(const uint8_t* data, size_t size);
  int Send(int descriptor);
  int SendRecords(int descriptor, std::span<const uint8_t> records);
  void Fail();

  const OpenSsl& openssl_;
  SSL* connection_;
  TlsScratch& scratch_;
  // Records that the descriptor did not take.
  std::vector<uint8_t> unsent_;
  // Taken out of the outbound, and not encrypted: OpenSSL has to read something before.
  std::vector<uint8_t> waiting_;
  // The bytes of the outbound that are in records, and not acknowledged.
  size_t encrypted_ = 0;
  // What Read() returns when there is nothing left to be decrypted; 1: nothing special.
  ssize_t end_ = 1;
  bool reading_ = false;
  bool given_back_ = false;
  bool abandoned_ = false;
  std::unique_ptr<TlsError> error_;
};

}  // namespace http2
