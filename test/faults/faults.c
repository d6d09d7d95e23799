// Preloaded: makes system calls of the engine fail or do less than they could, as the environment says.
//
//   FAULT_CALL    recv, send (sendmsg too), pread (preadv2 too), preadv2, dup (fcntl with F_DUPFD_CLOEXEC), accept,
//                 open (openat2 too; only of FAULT_FILE, and for reading), poll (epoll_ctl, when libuv tries
//                 whether a descriptor can be polled);
//                 of the addon alone, and counted in each thread: malloc, new (std::bad_alloc)
//   FAULT_ERRNO   what they fail with; 0: they move FAULT_SIZE bytes at most
//   FAULT_FROM, FAULT_COUNT   which calls, counted from 1
//   FAULT_EVERY   of these, each so many
//
//   FAULT_CLOCKS  a file of two 64-bit numbers: the seconds by which the clock of the world and the monotonic
//                 clock are wrong. A program changes them by writing to it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static long Number(const char* name) {
  const char* text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

static int Concerns(const char* call) {
  const char* wanted = getenv("FAULT_CALL");
  return wanted != NULL && strcmp(wanted, call) == 0;
}

// Whether this call is one that has to fail.
static int IsDue(long number) {
  const long from = Number("FAULT_FROM");
  if (number < from || number >= from + Number("FAULT_COUNT")) return 0;
  return (number - from) % Number("FAULT_EVERY") == 0;
}

// The number of this call, of the kind that is concerned.
static long Count(void) {
  static long calls = 0;
  return __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
}

// The result of a faulty call: -1 with errno, or 0 when it has to do less.
#define FAULT(call)                            \
  int less = 0;                                \
  if (Concerns(call) && IsDue(Count())) {             \
    if (Number("FAULT_ERRNO") != 0) {          \
      errno = (int)Number("FAULT_ERRNO");      \
      return -1;                               \
    }                                          \
    less = 1;                                  \
  }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static size_t Size(int less, size_t size) {
  const size_t limit = (size_t)Number("FAULT_SIZE");
  return less && size > limit ? limit : size;
}

ssize_t recv(int socket, void* bytes, size_t size, int flags) {
  FAULT("recv")
  return REAL(recv)(socket, bytes, Size(less, size), flags);
}

ssize_t send(int socket, const void* bytes, size_t size, int flags) {
  FAULT("send")
  return REAL(send)(socket, bytes, Size(less, size), flags);
}

ssize_t sendmsg(int socket, const struct msghdr* message, int flags) {
  FAULT("send")
  if (!less) return REAL(sendmsg)(socket, message, flags);
  return REAL(send)(socket, message->msg_iov[0].iov_base,
                    Size(less, message->msg_iov[0].iov_len), flags);
}

ssize_t pread(int file, void* bytes, size_t size, off_t offset) {
  FAULT("pread")
  return REAL(pread)(file, bytes, Size(less, size), offset);
}

ssize_t preadv2(int file, const struct iovec* into, int count, off_t offset, int flags) {
  FAULT(Concerns("preadv2") ? "preadv2" : "pread")
  struct iovec first = {into[0].iov_base, Size(less, into[0].iov_len)};
  return REAL(preadv2)(file, less ? &first : into, less ? 1 : count, offset, flags);
}

int accept4(int socket, struct sockaddr* address, socklen_t* length, int flags) {
  FAULT("accept")
  (void)less;
  return REAL(accept4)(socket, address, length, flags);
}

static int Fcntl(__typeof__(&fcntl) real, int file, int command, void* argument) {
  if (command != F_DUPFD_CLOEXEC) return real(file, command, argument);
  FAULT("dup")
  (void)less;
  return real(file, command, argument);
}

int fcntl(int file, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  return Fcntl(REAL(fcntl), file, command, argument);
}

int fcntl64(int file, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  return Fcntl(REAL(fcntl64), file, command, argument);
}

static int IsFile(const char* path) {
  const char* file = getenv("FAULT_FILE");
  return file != NULL && strcmp(file, path) == 0;
}

static int Open(__typeof__(&open) real, const char* path, int flags, mode_t mode) {
  if ((flags & O_ACCMODE) == O_RDONLY && IsFile(path)) {
    FAULT("open")
    (void)less;
  }
  return real(path, flags, mode);
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = va_arg(arguments, mode_t);
  va_end(arguments);
  return Open(REAL(open), path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = va_arg(arguments, mode_t);
  va_end(arguments);
  return Open(REAL(open64), path, flags, mode);
}

// openat2 has no function of its own. Every system call has six arguments at most.
long syscall(long number, ...) {
  long of[6];
  va_list arguments;
  va_start(arguments, number);
  for (int i = 0; i < 6; ++i)
    of[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_openat2 && IsFile((const char*)of[1])) {
    FAULT("open")
    (void)less;
  }
  return REAL(syscall)(number, of[0], of[1], of[2], of[3], of[4], of[5]);
}

// Where libuv only tries, it adds the descriptor without a number; it would not survive other failures.
int epoll_ctl(int set, int operation, int descriptor, struct epoll_event* event) {
  if (operation == EPOLL_CTL_ADD && event->data.fd == -1) {
    FAULT("poll")
    (void)less;
  }
  return REAL(epoll_ctl)(set, operation, descriptor, event);
}

void* _Znwm(size_t size);

static int IsAddon(const void* caller) {
  struct dl_find_object found;
  if (_dl_find_object((void*)caller, &found) != 0) return 0;
  const char* name = strrchr(found.dlfo_link_map->l_name, '/');
  return name != NULL && strcmp(name, "/native_http2.node") == 0;
}

// The environment is looked at last: it may change while other threads allocate.
static int FailsToAllocate(const char* call, const void* caller) {
  static __thread long calls = 0;
  return IsAddon(caller) && Concerns(call) && IsDue(++calls);
}

extern void* __libc_malloc(size_t size);

void* malloc(size_t size) {
  if (!FailsToAllocate("malloc", __builtin_return_address(0))) return __libc_malloc(size);
  errno = ENOMEM;
  return NULL;
}

// C++'s operator new. Of so much memory it throws.
void* _Znwm(size_t size) {
  const int fails = FailsToAllocate("new", __builtin_return_address(0));
  return REAL(_Znwm)(fails ? SIZE_MAX / 2 : size);
}

enum { WORLD, MONOTONIC, CLOCKS };

static const volatile int64_t* wrong_by = NULL;

__attribute__((constructor)) static void FindClocks(void) {
  const char* path = getenv("FAULT_CLOCKS");
  if (path == NULL) return;
  const int file = REAL(open)(path, O_RDONLY | O_CLOEXEC);
  void* memory = mmap(NULL, CLOCKS * sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (memory != MAP_FAILED) wrong_by = memory;
}

static int64_t WrongBy(int clock) {
  return wrong_by == NULL ? 0 : wrong_by[clock];
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  static __typeof__(&clock_gettime) real = NULL;
  if (real == NULL) real = REAL(clock_gettime);
  const int result = real(clock, now);
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
    now->tv_sec += WrongBy(WORLD);
  } else if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE ||
             clock == CLOCK_MONOTONIC_RAW || clock == CLOCK_BOOTTIME) {
    now->tv_sec += WrongBy(MONOTONIC);
  }
  return result;
}

int gettimeofday(struct timeval* now, void* zone) {
  const int result = REAL(gettimeofday)(now, zone);
  now->tv_sec += WrongBy(WORLD);
  return result;
}

time_t time(time_t* now) {
  const time_t seconds = REAL(time)(NULL) + WrongBy(WORLD);
  if (now != NULL) *now = seconds;
  return seconds;
}
