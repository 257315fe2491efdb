#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "storage/mapped_file.h"

namespace tessera::storage {
namespace {

std::string reason(int code) { return std::generic_category().message(code); }

/** A file that no name leads to; -1 with errno where there is none to be had. */
int open_unnamed(const std::string& folder) {
#ifdef O_TMPFILE
  const int unnamed = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (unnamed >= 0) return unnamed;
#endif
  std::string path = folder + "/.scratch-XXXXXX";
  const int file = mkstemp(path.data());
  if (file >= 0) {
    unlink(path.c_str());
    fcntl(file, F_SETFD, FD_CLOEXEC);
  }
  return file;
}

/** Takes the room on the disk; 0, or why not. */
int take_room(int file, size_t bytes) {
#ifdef __APPLE__
  fstore_t wanted = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, static_cast<off_t>(bytes), 0};
  if (fcntl(file, F_PREALLOCATE, &wanted) != 0) return errno;
  return ftruncate(file, static_cast<off_t>(bytes)) == 0 ? 0 : errno;
#else
  int code = 0;
  do code = posix_fallocate(file, 0, static_cast<off_t>(bytes));
  while (code == EINTR);
  return code;
#endif
}

}  // namespace

MappedFile::MappedFile(const std::string& folder, size_t bytes, Access access) : bytes_(bytes) {
  const auto refuse = [&](const std::string& what, int code) {
    throw StorageError(what + " " + folder + ": " + reason(code) + ", for " + std::to_string((bytes >> 20) + 1) + " MiB");
  };
  const int file = open_unnamed(folder);
  if (file < 0) refuse("no scratch file in", errno);
  handle_ = file;
  if (const int code = take_room(file, bytes); code != 0) {
    close(file);
    refuse("no room for a scratch file in", code);
  }
  void* const mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) {
    const int code = errno;
    close(file);
    refuse("a scratch file cannot be mapped from", code);
  }
  data_ = mapped;
  if (access == Access::scattered) madvise(mapped, bytes, MADV_RANDOM);
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  munmap(data_, bytes_);
  close(static_cast<int>(handle_));
}

void MappedFile::settle(size_t from, size_t bytes) const {
  if (data_ == nullptr || bytes == 0) return;
#ifdef __linux__
  sync_file_range(static_cast<int>(handle_), static_cast<off_t>(from), static_cast<off_t>(bytes),
                  SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
#else
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  const size_t begin = from / page * page;
  msync(static_cast<char*>(data_) + begin, from + bytes - begin, MS_SYNC);
#endif
}

void will_need(const void* from, size_t bytes) {
  static const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto at = reinterpret_cast<uintptr_t>(from), begin = at / page * page;
  madvise(reinterpret_cast<void*>(begin), at + bytes - begin, MADV_WILLNEED);
}

void MappedFile::swap(MappedFile& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  std::swap(handle_, other.handle_);
}

}  // namespace tessera::storage
