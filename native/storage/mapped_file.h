#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace tessera::storage {

/** A scratch file could not be had: the disk is full, or the folder takes none. The text is for people. */
class StorageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/**
 * Scratch memory in a file without a name, mapped as a whole: the system's cache holds what is used of it and drops the rest.
 * All of its room on the disk is taken when it is made, so that a full disk is an error here and never a signal later. It is
 * gone with the last mapping, however the process ends. Holds zeros at first.
 */
class MappedFile {
 public:
  /**
   * What is read next lies beside, as in columns one behind the other; or elsewhere, and nothing is read that was not asked
   * for.
   */
  enum class Access { nearby, scattered };

  MappedFile() = default;
  /** `folder`: UTF-8, must be there. bytes >= 1. Throws StorageError. */
  MappedFile(const std::string& folder, size_t bytes, Access access = Access::nearby);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept { swap(other); }
  MappedFile& operator=(MappedFile&& other) noexcept {
    MappedFile(static_cast<MappedFile&&>(other)).swap(*this);
    return *this;
  }

  void* data() const { return data_; }
  size_t size() const { return bytes_; }

  /**
   * Waits until what was written of these bytes is on the disk, and may be dropped: whoever writes much calls it behind itself,
   * or pages that cannot be dropped pile up. Any thread.
   */
  void settle(size_t from, size_t bytes) const;

 private:
  void swap(MappedFile& other) noexcept;

  void* data_ = nullptr;
  size_t bytes_ = 0;
  std::intptr_t handle_ = -1;
};

/** So much of what is scattered is asked for ahead: several requests at a time, and little beside what stays in memory. */
inline constexpr size_t kAheadBytes = size_t{8} << 20;

/** Begins to read mapped bytes that are wanted soon; of other memory nothing happens. */
void will_need(const void* from, size_t bytes);

/** The same of columns begin .. begin + width - 1 of so many rows. */
inline void will_need(const double* const* rows, size_t count, size_t begin, size_t width) {
  for (size_t t = 0; t < count; ++t) will_need(rows[t] + begin, width * sizeof(double));
}

}  // namespace tessera::storage
