#include "tls_records.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "send_flags.h"

namespace http2 {

namespace {

// OpenSSL's numbers.
constexpr int kErrorWantRead = 2;
constexpr int kErrorWantWrite = 3;
constexpr int kErrorZeroReturn = 6;
constexpr int kCtrlMode = 33;
constexpr long kModeAcceptMovingWriteBuffer = 2;

// A slice of at least this size is encrypted where it is; smaller ones are gathered into a record.
constexpr size_t kWholeSlice = TlsScratch::kMaxRecord;

const char* TextOf(const char* text) {
  return text == nullptr ? "" : text;
}

}  // namespace

std::shared_ptr<TlsRecords> TlsRecords::Open(const OpenSsl& openssl, SSL* connection,
                                             TlsScratch& scratch) {
  const bool idle = openssl.SSL_is_init_finished(connection) != 0 &&
                    openssl.SSL_get_shutdown(connection) == 0 &&
                    openssl.SSL_pending(connection) == 0 &&
                    openssl.BIO_ctrl_pending(openssl.SSL_get_rbio(connection)) == 0 &&
                    openssl.BIO_ctrl_pending(openssl.SSL_get_wbio(connection)) == 0;
  if (!idle) return nullptr;
  return std::shared_ptr<TlsRecords>(new TlsRecords(openssl, connection, scratch));
}

TlsRecords::TlsRecords(const OpenSsl& openssl, SSL* connection, TlsScratch& scratch)
    : openssl_(openssl), connection_(connection), scratch_(scratch) {
  openssl_.SSL_up_ref(connection_);
  openssl_.SSL_ctrl(connection_, kCtrlMode, kModeAcceptMovingWriteBuffer, nullptr);
}

TlsRecords::~TlsRecords() {
  openssl_.SSL_free(connection_);
}

// ---- Reading

ssize_t TlsRecords::Read(int descriptor, std::span<uint8_t> into) {
  if (end_ != 1) return end_;
  // A record of which the first part came earlier is returned with the bytes that came now.
  const size_t reserve = TlsScratch::kMaxRecord + TlsScratch::kRecordOverhead;
  const std::span<uint8_t> received = scratch_.received();
  ssize_t size = 0;
  do {
    size = ::recv(descriptor, received.data(), std::min(received.size(), into.size() - reserve), 0);
  } while (size < 0 && errno == EINTR);
  if (size < 0) return -errno;
  if (size == 0) return end_ = 0;
  openssl_.BIO_write(openssl_.SSL_get_rbio(connection_), received.data(), static_cast<int>(size));
  const ssize_t plain = Decrypt(into);
  if (given_back_) return plain;
  // Alerts, and answers to what concerns the connection alone. If that fails, so does the next
  // read.
  Send(descriptor);
  return plain > 0 ? plain : end_ == 1 ? -EAGAIN : end_;
}

// Returns the bytes that were decrypted, and leaves in `end_` why there will be no more. What was
// received is decrypted to its end even if the connection is given back meanwhile: `node:tls` would
// look at the rest only when more comes.
ssize_t TlsRecords::Decrypt(std::span<uint8_t> into) {
  size_t total = 0;
  BIO* const received = openssl_.SSL_get_rbio(connection_);
  reading_ = true;
  // What is in the queue of errors is somebody else's.
  openssl_.ERR_clear_error();
  while (!abandoned_ && total < into.size()) {
    const int size =
        openssl_.SSL_read(connection_, into.data() + total, static_cast<int>(into.size() - total));
    if (size > 0) {
      total += static_cast<size_t>(size);
      if (openssl_.BIO_ctrl_pending(received) == 0 && openssl_.SSL_pending(connection_) == 0) break;
      continue;
    }
    const int error = openssl_.SSL_get_error(connection_, size);
    if (error == kErrorZeroReturn) {
      end_ = 0;
    } else if (error != kErrorWantRead && error != kErrorWantWrite) {
      Fail();
    }
    break;
  }
  reading_ = false;
  return static_cast<ssize_t>(total);
}

void TlsRecords::Fail() {
  end_ = -EPROTO;
  const unsigned long error = openssl_.ERR_peek_error();
  if (error == 0) return;
  error_ = std::make_unique<TlsError>();
  error_->library = TextOf(openssl_.ERR_lib_error_string(error));
  error_->reason = TextOf(openssl_.ERR_reason_error_string(error));
  // The first error is the cause of those that follow; 0 stops.
  const auto take = [](const char* text, size_t size, void* message) {
    static_cast<std::string*>(message)->assign(text, size);
    return 0;
  };
  openssl_.ERR_print_errors_cb(take, &error_->message);
  openssl_.ERR_clear_error();
}

// ---- Writing

int TlsRecords::Write(int descriptor, Outbound& outbound, EventQueue& events) {
  // OpenSSL is within Read(), which has called JavaScript.
  if (reading_) return -EAGAIN;
  for (;;) {
    if (const int error = Send(descriptor); error < 0) return error;
    outbound.Acknowledge(std::exchange(encrypted_, 0), events);
    if (outbound.empty() && waiting_.empty()) return 0;
    if (const int error = Encrypt(outbound); error < 0) {
      // What another handshake says, and what was encrypted before it.
      const int sent = Send(descriptor);
      return sent < 0 ? sent : error;
    }
  }
}

int TlsRecords::Encrypt(Outbound& outbound) {
  openssl_.ERR_clear_error();
  if (!waiting_.empty()) {
    const std::vector<uint8_t> bytes = std::exchange(waiting_, {});
    if (const int error = EncryptBytes(bytes.data(), bytes.size()); error < 0) return error;
  }
  size_t total = 0;
  while (!outbound.empty() && total < TlsScratch::kSize) {
    iovec slice{};
    outbound.Gather(&slice, 1);
    const uint8_t* data = static_cast<const uint8_t*>(slice.iov_base);
    size_t size = 0;
    if (slice.iov_len >= kWholeSlice) {
      size = std::min(slice.iov_len, TlsScratch::kSize - total);
      size = std::max(size - size % TlsScratch::kMaxRecord, TlsScratch::kMaxRecord);
      if (const int error = EncryptBytes(data, size); error < 0) {
        if (error == -EAGAIN) outbound.Take(size);
        return error;
      }
      outbound.Take(size);
    } else {
      const std::span<uint8_t> plain = scratch_.plain();
      size = outbound.CopyOut(plain.data(), plain.size());
      if (const int error = EncryptBytes(plain.data(), size); error < 0) return error;
    }
    total += size;
  }
  return 0;
}

int TlsRecords::EncryptBytes(const uint8_t* data, size_t size) {
  const int written = openssl_.SSL_write(connection_, data, static_cast<int>(size));
  if (written > 0) {
    encrypted_ += size;
    return 0;
  }
  const int error = openssl_.SSL_get_error(connection_, written);
  if (error == kErrorWantRead || error == kErrorWantWrite) {
    waiting_.assign(data, data + size);
    return -EAGAIN;
  }
  Fail();
  return -EPROTO;
}

// Sends the records that are made.
int TlsRecords::Send(int descriptor) {
  if (!unsent_.empty()) {
    const std::vector<uint8_t> records = std::exchange(unsent_, {});
    if (const int error = SendRecords(descriptor, records); error < 0) return error;
  }
  BIO* made = openssl_.SSL_get_wbio(connection_);
  const std::span<uint8_t> records = scratch_.sent();
  for (;;) {
    const int size = openssl_.BIO_read(made, records.data(), static_cast<int>(records.size()));
    if (size <= 0) return 0;
    const auto count = static_cast<size_t>(size);
    if (const int error = SendRecords(descriptor, records.first(count)); error < 0) return error;
    if (count < records.size()) return 0;
  }
}

int TlsRecords::SendRecords(int descriptor, std::span<const uint8_t> records) {
  while (!records.empty()) {
    const ssize_t size = ::send(descriptor, records.data(), records.size(), kSendFlags);
    if (size >= 0) {
      records = records.subspan(static_cast<size_t>(size));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      unsent_.assign(records.begin(), records.end());
      return -EAGAIN;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return 0;
}

void TlsRecords::GiveBack() {
  given_back_ = true;
  if (unsent_.empty()) return;
  BIO* made = openssl_.SSL_get_wbio(connection_);
  // What OpenSSL has made since then comes after it.
  std::vector<uint8_t> later(openssl_.BIO_ctrl_pending(made));
  if (!later.empty()) openssl_.BIO_read(made, later.data(), static_cast<int>(later.size()));
  openssl_.BIO_write(made, unsent_.data(), static_cast<int>(unsent_.size()));
  if (!later.empty()) openssl_.BIO_write(made, later.data(), static_cast<int>(later.size()));
  unsent_ = {};
}

void TlsRecords::Abandon() {
  given_back_ = true;
  abandoned_ = true;
}

std::vector<uint8_t> TlsRecords::Settle(Outbound& outbound, EventQueue& events) {
  std::vector<uint8_t> rest = std::exchange(waiting_, {});
  outbound.Acknowledge(std::exchange(encrypted_, 0) + rest.size(), events);
  return rest;
}

}  // namespace http2
