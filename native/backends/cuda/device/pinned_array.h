#pragma once

#include <utility>

#include "backends/cuda/device/check.h"

namespace tessera::cuda {

/** Owns page-locked host memory, which the device copies from and to without the driver's own staging. */
template <class T>
class PinnedArray {
 public:
  PinnedArray() = default;
  explicit PinnedArray(size_t size) : size_(size) {
    void* pointer = nullptr;
    const cudaError_t code = size == 0 ? cudaSuccess : cudaMallocHost(&pointer, size * sizeof(T));
    if (code == cudaErrorMemoryAllocation) {
      cudaGetLastError();
      throw Failure{TSR_OUT_OF_HOST_MEMORY, "no page-locked host memory for transfers"};
    }
    check(code, "allocating page-locked host memory");
    pointer_ = static_cast<T*>(pointer);
  }
  PinnedArray(PinnedArray&& other) noexcept { swap(other); }
  PinnedArray& operator=(PinnedArray&& other) noexcept {
    PinnedArray(std::move(other)).swap(*this);
    return *this;
  }
  ~PinnedArray() {
    if (pointer_ != nullptr) cudaFreeHost(pointer_);
  }

  T* data() const { return pointer_; }
  size_t size() const { return size_; }
  T& operator[](size_t i) const { return pointer_[i]; }

  /** At least `size` elements; what was there is lost when it grows. */
  void reserve(size_t size) {
    if (size <= size_) return;
    *this = PinnedArray();
    *this = PinnedArray(size);
  }

 private:
  void swap(PinnedArray& other) noexcept {
    std::swap(pointer_, other.pointer_);
    std::swap(size_, other.size_);
  }

  T* pointer_ = nullptr;
  size_t size_ = 0;
};

}  // namespace tessera::cuda
