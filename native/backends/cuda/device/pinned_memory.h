#pragma once

#include <bit>
#include <mutex>
#include <utility>
#include <vector>

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

/**
 * Page-locked buffers for uploads, kept from one to the next: locking pages takes longer than filling them, and unlocking waits for
 * the whole device. One set per process, for any thread and device.
 */
class PinnedPool {
 public:
  /** Made at first use and never destroyed: the driver may be gone before static objects are. */
  static PinnedPool& get() {
    static PinnedPool& pool = *new PinnedPool;
    return pool;
  }

  /** At least `bytes`. Throws Failure. */
  PinnedArray<std::byte> take(size_t bytes) {
    const size_t wanted = std::bit_ceil(bytes);
    {
      const std::lock_guard lock(mutex_);
      for (auto& one : kept_) {
        if (one.size() != wanted) continue;
        PinnedArray<std::byte> found = std::move(one);
        one = std::move(kept_.back());
        kept_.pop_back();
        return found;
      }
    }
    return PinnedArray<std::byte>(wanted);
  }

  void give_back(PinnedArray<std::byte> buffer) {
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kMostKept && buffer.size() > kSmall) return;
    kept_.push_back(std::move(buffer));
  }

 private:
  /** Two buffers for each of two uploads at a time, on each of a few devices. */
  static constexpr size_t kMostKept = 8;
  /** Those of searches, of which many go at a time: no more of a size are kept than there were at once. */
  static constexpr size_t kSmall = size_t{2} << 20;

  std::mutex mutex_;
  std::vector<PinnedArray<std::byte>> kept_;
};

/** A buffer of the pool until it goes out of scope. Nothing may be copied from it any more by then. */
template <class T>
class PinnedLease {
 public:
  explicit PinnedLease(size_t size) : buffer_(PinnedPool::get().take(size * sizeof(T))) {}
  PinnedLease(const PinnedLease&) = delete;
  PinnedLease& operator=(const PinnedLease&) = delete;
  ~PinnedLease() { PinnedPool::get().give_back(std::move(buffer_)); }

  T* data() const { return reinterpret_cast<T*>(buffer_.data()); }

 private:
  PinnedArray<std::byte> buffer_;
};

}  // namespace tessera::cuda
