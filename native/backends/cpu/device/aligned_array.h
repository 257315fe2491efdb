#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tessera::cpu {

/**
 * Uninitialised memory for `count` values, on a cache line, or on a huge page where it is large: random rows of a
 * matrix of 100 MB would otherwise miss the TLB each time. Throws std::bad_alloc.
 */
template <class T>
class AlignedArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  AlignedArray() = default;
  explicit AlignedArray(size_t count) : data_(allocate(count * sizeof(T))), count_(count) {}

  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  size_t size() const { return count_; }
  T& operator[](size_t i) { return data_.get()[i]; }
  const T& operator[](size_t i) const { return data_.get()[i]; }

 private:
  struct Free {
    void operator()(T* memory) const {
#if defined(_WIN32)
      _aligned_free(memory);
#else
      std::free(memory);
#endif
    }
  };

  static T* allocate(size_t bytes) {
    constexpr size_t kHugePage = size_t{2} << 20;
    const size_t alignment = bytes >= kHugePage ? kHugePage : 64;
    const size_t rounded = (bytes + alignment - 1) / alignment * alignment + (bytes == 0 ? alignment : 0);
#if defined(_WIN32)
    void* const memory = _aligned_malloc(rounded, alignment);
#else
    void* const memory = std::aligned_alloc(alignment, rounded);
#endif
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (alignment == kHugePage) madvise(memory, rounded, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }

  std::unique_ptr<T[], Free> data_;
  size_t count_ = 0;
};

/** This thread's scratch, grown on demand and kept, because calls are short and many. */
inline double* thread_scratch(size_t doubles) {
  static thread_local AlignedArray<double> scratch;
  if (scratch.size() < doubles) scratch = AlignedArray<double>(doubles);
  return scratch.data();
}

}  // namespace tessera::cpu
