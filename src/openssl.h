// The OpenSSL that `node:tls` uses. Node exports it, and the engine neither links one nor needs its
// headers: the functions are found when the addon is loaded. They are the same in OpenSSL 1.1.1 to
// 3.5, and are named here as there.
#pragma once

#include <cstddef>

// OpenSSL's own names of its types.
using SSL = struct ssl_st;
using BIO = struct bio_st;
using CRYPTO_EX_DATA = struct crypto_ex_data_st;

namespace http2 {

struct OpenSsl {
  // What CRYPTO_get_ex_new_index() takes: functions that are called when an object is made and when
  // it is freed.
  using ExNew = void (*)(void* parent, void* value, CRYPTO_EX_DATA* data, int index, long argl,
                         void* argp);
  using ExFree = ExNew;

  // Null when this Node lacks one of the functions.
  static const OpenSsl* Find();

  int (*SSL_read)(SSL*, void*, int) = nullptr;
  int (*SSL_write)(SSL*, const void*, int) = nullptr;
  int (*SSL_pending)(const SSL*) = nullptr;
  int (*SSL_get_error)(const SSL*, int) = nullptr;
  int (*SSL_get_shutdown)(const SSL*) = nullptr;
  int (*SSL_is_init_finished)(const SSL*) = nullptr;
  size_t (*SSL_get_finished)(const SSL*, void*, size_t) = nullptr;
  BIO* (*SSL_get_rbio)(const SSL*) = nullptr;
  BIO* (*SSL_get_wbio)(const SSL*) = nullptr;
  long (*SSL_ctrl)(SSL*, int, long, void*) = nullptr;
  int (*SSL_up_ref)(SSL*) = nullptr;
  void (*SSL_free)(SSL*) = nullptr;
  int (*BIO_read)(BIO*, void*, int) = nullptr;
  int (*BIO_write)(BIO*, const void*, int) = nullptr;
  size_t (*BIO_ctrl_pending)(BIO*) = nullptr;
  int (*CRYPTO_get_ex_new_index)(int, long, void*, ExNew, void*, ExFree) = nullptr;
  int (*CRYPTO_set_ex_data)(CRYPTO_EX_DATA*, int, void*) = nullptr;
  void (*ERR_clear_error)() = nullptr;
  unsigned long (*ERR_peek_error)() = nullptr;
  const char* (*ERR_lib_error_string)(unsigned long) = nullptr;
  const char* (*ERR_reason_error_string)(unsigned long) = nullptr;
  void (*ERR_print_errors_cb)(int (*)(const char*, size_t, void*), void*) = nullptr;
};

}  // namespace http2
