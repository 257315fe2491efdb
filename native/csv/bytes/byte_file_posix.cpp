#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "csv/bytes/byte_file.h"

namespace tessera::csv {

namespace {

std::string reason(int code) { return std::generic_category().message(code); }

uint64_t nanoseconds(const struct stat& info) {
#ifdef __APPLE__
  const timespec& at = info.st_mtimespec;
#else
  const timespec& at = info.st_mtim;
#endif
  return static_cast<uint64_t>(at.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(at.tv_nsec);
}

}  // namespace

ByteFile::~ByteFile() {
  if (handle_ >= 0) ::close(static_cast<int>(handle_));
}

Error ByteFile::open(const std::string& path) {
  path_ = path;
  // Without O_NONBLOCK, opening a pipe would wait for a writer.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const int code = errno;
    if (code == ENOENT || code == ENOTDIR) return {Fault::not_found, path + " does not exist", 0};
    if (code == EACCES || code == EPERM) return {Fault::no_permission, path + " may not be read", 0};
    return {Fault::io, path + " cannot be opened: " + reason(code), 0};
  }
  handle_ = descriptor;
  return identify(identity_);
}

Error ByteFile::identify(Identity& identity) const {
  struct stat info {};
  if (::fstat(static_cast<int>(handle_), &info) != 0) {
    return {Fault::io, path_ + " cannot be examined: " + reason(errno), 0};
  }
  if (S_ISDIR(info.st_mode)) return {Fault::not_a_file, path_ + " is a folder, not a file", 0};
  if (!S_ISREG(info.st_mode)) return {Fault::not_a_file, path_ + " is not a regular file", 0};
  identity.size = static_cast<uint64_t>(info.st_size);
  identity.changed_at = nanoseconds(info);
  return {};
}

Error ByteFile::read_at(uint64_t offset, char* target, size_t count) const {
  constexpr size_t kLargestRead = size_t{1} << 30;  // some systems refuse 2 GB and more
  while (count > 0) {
    const ssize_t got = ::pread(static_cast<int>(handle_), target, std::min(count, kLargestRead), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {Fault::io, path_ + " cannot be read: " + reason(errno), 0};
    if (got == 0) return changed();
    offset += static_cast<uint64_t>(got);
    target += got;
    count -= static_cast<size_t>(got);
  }
  return {};
}

}  // namespace tessera::csv
