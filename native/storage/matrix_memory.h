#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "storage/mapped_file.h"

namespace tessera::storage {

/**
 * The cells of a large matrix: in memory, as `Heap` takes it, or in a scratch file of a folder. What is computed of them is the
 * same to the bit. Every matrix that grows with rows x strategies lies in one.
 */
template <class T, class Heap = std::vector<T>>
class MatrixMemory {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  MatrixMemory() = default;
  /** `folder`: of the scratch file; empty = in memory. Throws StorageError, std::bad_alloc. */
  explicit MatrixMemory(size_t count, const std::string& folder = {}, MappedFile::Access access = MappedFile::Access::nearby)
      : count_(count) {
    if (folder.empty() || count == 0) {
      heap_ = Heap(count);
      data_ = heap_.data();
    } else {
      file_ = MappedFile(folder, count * sizeof(T), access);
      data_ = static_cast<T*>(file_.data());
    }
  }

  T* data() { return data_; }
  const T* data() const { return data_; }
  size_t size() const { return count_; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }

  bool on_disk() const { return file_.data() != nullptr; }
  /** Cells that are written and seldom wanted soon; see MappedFile::settle. In memory nothing happens. */
  void settle(size_t from, size_t count) const { file_.settle(from * sizeof(T), count * sizeof(T)); }

 private:
  Heap heap_;
  MappedFile file_;
  T* data_ = nullptr;
  size_t count_ = 0;
};

}  // namespace tessera::storage
