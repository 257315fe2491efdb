// Ends a process, or lets its disk be full, at the N-th call that changes a file. Preloaded (LD_PRELOAD) into the processes of
// `npm run crash`; Linux. Calls are counted over all threads, from the moment at which the process makes the folder FAULT_BEGIN.
//
//   FAULT_AT=N     the call, from 1; 0 counts alone
//   FAULT_KIND     kill: SIGKILL before the call; full: this call and all that need room afterwards fail with ENOSPC;
//                  room: the same, until FAULT_REFUSALS calls have failed: then there is room again
//   FAULT_REFUSALS=R  full: kill after so many, for work that waits for room as long as it takes; 0 or absent: never
//   FAULT_COUNT=F  file that gets the number of calls when the process ends by itself

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int counting;
static atomic_long calls;
static atomic_long refusals;

static long wanted(void) {
  const char* at = getenv("FAULT_AT");
  return at ? atol(at) : 0;
}

static int is_kind(const char* name) {
  const char* kind = getenv("FAULT_KIND");
  return kind && strcmp(kind, name) == 0;
}

static long most_refusals(void) {
  const char* most = getenv("FAULT_REFUSALS");
  return most ? atol(most) : 0;
}

/** Counts a call; true when it has to fail for want of room. */
static int strikes(int needs_room) {
  if (!atomic_load(&counting)) return 0;
  const long now = atomic_fetch_add(&calls, 1) + 1;
  if (wanted() == 0 || now < wanted()) return 0;
  const int has_room_again = is_kind("room");
  if (!is_kind("full") && !has_room_again) kill(getpid(), SIGKILL);
  if (!needs_room) return 0;
  if (most_refusals() > 0 && atomic_fetch_add(&refusals, 1) >= most_refusals()) {
    if (has_room_again) return 0;
    kill(getpid(), SIGKILL);
  }
  errno = ENOSPC;
  return 1;
}

/** Pipes, sockets and terminals are no files that anything is kept in. */
static int is_file(int fd) {
  struct stat found;
  return fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

__attribute__((destructor)) static void tell(void) {
  const char* path = getenv("FAULT_COUNT");
  if (!path || !atomic_load(&counting)) return;
  atomic_store(&counting, 0);
  FILE* file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define OF_FILE(result, name, parameters, arguments)      \
  result name parameters {                                \
    if (is_file(fd) && strikes(1)) return -1;             \
    return NEXT(name) arguments;                          \
  }
#define OF_PATH(name, needs_room, parameters, arguments)  \
  int name parameters {                                   \
    if (strikes(needs_room)) return -1;                   \
    return NEXT(name) arguments;                          \
  }

OF_FILE(ssize_t, write, (int fd, const void* data, size_t size), (fd, data, size))
OF_FILE(ssize_t, pwrite, (int fd, const void* data, size_t size, off_t at), (fd, data, size, at))
OF_FILE(ssize_t, pwrite64, (int fd, const void* data, size_t size, off64_t at), (fd, data, size, at))
OF_FILE(ssize_t, writev, (int fd, const struct iovec* parts, int count), (fd, parts, count))
OF_FILE(ssize_t, pwritev, (int fd, const struct iovec* parts, int count, off_t at), (fd, parts, count, at))
OF_FILE(ssize_t, pwritev64, (int fd, const struct iovec* parts, int count, off64_t at), (fd, parts, count, at))
OF_FILE(int, fsync, (int fd), (fd))
OF_FILE(int, fdatasync, (int fd), (fd))
OF_PATH(rename, 0, (const char* from, const char* to), (from, to))
OF_PATH(link, 1, (const char* from, const char* to), (from, to))
OF_PATH(symlink, 1, (const char* from, const char* to), (from, to))
OF_PATH(unlink, 0, (const char* path), (path))
OF_PATH(rmdir, 0, (const char* path), (path))

int mkdir(const char* path, mode_t mode) {
  const char* begin = getenv("FAULT_BEGIN");
  if (begin && strcmp(path, begin) == 0) {
    atomic_store(&counting, 1);
    return 0;
  }
  return strikes(1) ? -1 : NEXT(mkdir)(path, mode);
}

static int makes(int flags) { return (flags & O_CREAT) != 0; }

#define OPENS(name, parameters, arguments)                \
  int name parameters {                                   \
    mode_t mode = 0;                                      \
    if (makes(flags)) {                                   \
      va_list rest;                                       \
      va_start(rest, flags);                              \
      mode = va_arg(rest, mode_t);                        \
      va_end(rest);                                       \
      if (strikes(1)) return -1;                          \
    }                                                     \
    return NEXT(name) arguments;                          \
  }

OPENS(open, (const char* path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char* path, int flags, ...), (path, flags, mode))
OPENS(openat, (int folder, const char* path, int flags, ...), (folder, path, flags, mode))
