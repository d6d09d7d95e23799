#include "tls_connections.h"

#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace http2 {

namespace {

// CRYPTO_EX_INDEX_SSL
constexpr int kIndexOfConnections = 0;
// The longest digest of a handshake is that of SHA-512.
constexpr size_t kMaxFinished = 64;
// A connection is looked for soon after its handshake. Those of HTTP/1 stay in the list, and must
// not be looked at each time.
constexpr int kMaxLooks = 1024;

struct Entry {
  SSL* connection = nullptr;
  std::thread::id thread;
  // In the list: the next older one and the next newer one.
  Entry* older = nullptr;
  Entry* newer = nullptr;
  bool listed = true;
};

struct List {
  std::mutex mutex;
  Entry* newest = nullptr;
  const OpenSsl* openssl = nullptr;

  void Add(Entry& entry) {
    const std::lock_guard lock(mutex);
    entry.older = newest;
    if (newest != nullptr) newest->newer = &entry;
    newest = &entry;
  }

  // Precondition: the mutex is locked.
  void Remove(Entry& entry) {
    if (!entry.listed) return;
    entry.listed = false;
    if (entry.older != nullptr) entry.older->newer = entry.newer;
    (entry.newer != nullptr ? entry.newer->older : newest) = entry.older;
  }
};

// Connections are freed until the process ends, after the destructors of statics.
List& ListOfProcess() {
  static List& list = *std::make_unique<List>().release();
  return list;
}

void Made(void* connection, void* /*value*/, CRYPTO_EX_DATA* data, int index, long /*argl*/,
          void* /*argp*/) {
  List& list = ListOfProcess();
  auto entry = std::make_unique<Entry>();
  entry->connection = static_cast<SSL*>(connection);
  entry->thread = std::this_thread::get_id();
  if (list.openssl->CRYPTO_set_ex_data(data, index, entry.get()) == 0) return;
  list.Add(*entry.release());
}

void Freed(void* /*connection*/, void* value, CRYPTO_EX_DATA* /*data*/, int /*index*/,
           long /*argl*/, void* /*argp*/) {
  const std::unique_ptr<Entry> entry(static_cast<Entry*>(value));
  if (entry == nullptr) return;
  List& list = ListOfProcess();
  const std::lock_guard lock(list.mutex);
  list.Remove(*entry);
}

bool Matches(const OpenSsl& openssl, const SSL* connection, std::span<const uint8_t> finished) {
  std::array<uint8_t, kMaxFinished> sent{};
  const size_t size = openssl.SSL_get_finished(connection, sent.data(), sent.size());
  return size == finished.size() && size <= sent.size() &&
         std::memcmp(sent.data(), finished.data(), size) == 0;
}

// The latest connection of this thread that the function accepts. Only this thread removes it.
template <typename Accepts>
Entry* Latest(Accepts accepts) {
  const std::thread::id here = std::this_thread::get_id();
  List& list = ListOfProcess();
  const std::lock_guard lock(list.mutex);
  int looks = 0;
  for (Entry* entry = list.newest; entry != nullptr && looks < kMaxLooks; entry = entry->older) {
    if (entry->thread != here) continue;
    ++looks;
    if (accepts(*entry)) return entry;
  }
  return nullptr;
}

}  // namespace

bool TlsConnections::Watch(const OpenSsl& openssl) {
  static const int index = [&openssl] {
    ListOfProcess().openssl = &openssl;
    return openssl.CRYPTO_get_ex_new_index(kIndexOfConnections, 0, nullptr, Made, nullptr, Freed);
  }();
  return index >= 0;
}

SSL* TlsConnections::Find(const OpenSsl& openssl, std::span<const uint8_t> finished) {
  if (finished.empty()) return nullptr;
  const Entry* entry =
      Latest([&](const Entry& latest) { return Matches(openssl, latest.connection, finished); });
  return entry == nullptr ? nullptr : entry->connection;
}

void TlsConnections::Forget(SSL* connection) {
  Entry* entry = Latest([&](const Entry& latest) { return latest.connection == connection; });
  if (entry == nullptr) return;
  List& list = ListOfProcess();
  const std::lock_guard lock(list.mutex);
  list.Remove(*entry);
}

}  // namespace http2
