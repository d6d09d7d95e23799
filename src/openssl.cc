#include "openssl.h"

#include <uv.h>

namespace http2 {

namespace {

// A function of the process, by its name.
class Symbols {
 public:
  Symbols() : is_open_(uv_dlopen(nullptr, &process_) == 0) {}
  Symbols(const Symbols&) = delete;
  Symbols& operator=(const Symbols&) = delete;
  Symbols(Symbols&&) = delete;
  Symbols& operator=(Symbols&&) = delete;
  ~Symbols() { uv_dlclose(&process_); }

  template <typename Function>
  bool operator()(Function& function, const char* name) {
    return is_open_ && uv_dlsym(&process_, name, reinterpret_cast<void**>(&function)) == 0;
  }

 private:
  uv_lib_t process_{};
  bool is_open_;
};

bool ResolveAll(OpenSsl& ssl) {
  Symbols resolve;
  return resolve(ssl.SSL_read, "SSL_read") && resolve(ssl.SSL_write, "SSL_write") &&
         resolve(ssl.SSL_pending, "SSL_pending") && resolve(ssl.SSL_get_error, "SSL_get_error") &&
         resolve(ssl.SSL_get_shutdown, "SSL_get_shutdown") &&
         resolve(ssl.SSL_is_init_finished, "SSL_is_init_finished") &&
         resolve(ssl.SSL_get_finished, "SSL_get_finished") &&
         resolve(ssl.SSL_get_rbio, "SSL_get_rbio") && resolve(ssl.SSL_get_wbio, "SSL_get_wbio") &&
         resolve(ssl.SSL_ctrl, "SSL_ctrl") && resolve(ssl.SSL_up_ref, "SSL_up_ref") &&
         resolve(ssl.SSL_free, "SSL_free") && resolve(ssl.BIO_read, "BIO_read") &&
         resolve(ssl.BIO_write, "BIO_write") && resolve(ssl.BIO_ctrl_pending, "BIO_ctrl_pending") &&
         resolve(ssl.CRYPTO_get_ex_new_index, "CRYPTO_get_ex_new_index") &&
         resolve(ssl.CRYPTO_set_ex_data, "CRYPTO_set_ex_data") &&
         resolve(ssl.ERR_clear_error, "ERR_clear_error") &&
         resolve(ssl.ERR_peek_error, "ERR_peek_error") &&
         resolve(ssl.ERR_lib_error_string, "ERR_lib_error_string") &&
         resolve(ssl.ERR_reason_error_string, "ERR_reason_error_string") &&
         resolve(ssl.ERR_print_errors_cb, "ERR_print_errors_cb");
}

}  // namespace

const OpenSsl* OpenSsl::Find() {
  static const OpenSsl found = [] {
    OpenSsl ssl;
    return ResolveAll(ssl) ? ssl : OpenSsl();
  }();
  return found.SSL_read == nullptr ? nullptr : &found;
}

}  // namespace http2
