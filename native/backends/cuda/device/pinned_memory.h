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
 * Page-locked buffers of uploads and searches, kept from one to the next: locking pages takes longer than filling them, and
 * unlocking waits for the whole device. So while any is lent small ones are not unlocked, of which there are then as many of a
 * size as were lent at once; with the last one back no more than kMostBytes stay locked. One set per process, for any thread
 * and device.
 */
class PinnedPool {
 public:
  /** Made at first use and never destroyed: the driver may be gone before static objects are. */
  static PinnedPool& get() {
    static PinnedPool& pool = *new PinnedPool;
    return pool;
  }

  /** At least `bytes`; goes to give_back. Throws Failure. */
  PinnedArray<std::byte> take(size_t bytes) {
    const size_t wanted = std::bit_ceil(bytes);
    {
      const std::lock_guard lock(mutex_);
      for (auto& one : kept_) {
        if (one.size() != wanted) continue;
        PinnedArray<std::byte> found = std::move(one);
        one = std::move(kept_.back());
        kept_.pop_back();
        kept_bytes_ -= wanted;
        lent_++;
        return found;
      }
    }
    PinnedArray<std::byte> made(wanted);
    const std::lock_guard lock(mutex_);
    lent_++;
    return made;
  }

  void give_back(PinnedArray<std::byte> buffer) {
    std::vector<PinnedArray<std::byte>> surplus;  // unlocked after the mutex: others need not wait for the device
    const std::lock_guard lock(mutex_);
    lent_--;
    if (buffer.size() > kSmall && kept_bytes_ + buffer.size() > kMostBytes) {
      surplus.push_back(std::move(buffer));
    } else {
      kept_bytes_ += buffer.size();
      kept_.push_back(std::move(buffer));
    }
    while (lent_ == 0 && kept_bytes_ > kMostBytes) {
      kept_bytes_ -= kept_.back().size();
      surplus.push_back(std::move(kept_.back()));
      kept_.pop_back();
    }
  }

 private:
  /**
   * Kept while none is lent: two buffers for each of two uploads at a time on a few devices, or those of some hundred searches.
   */
  static constexpr size_t kMostBytes = size_t{256} << 20;
  /** Those of searches, of which many go at a time, are no larger as a rule. */
  static constexpr size_t kSmall = size_t{2} << 20;

  std::mutex mutex_;
  std::vector<PinnedArray<std::byte>> kept_;
  size_t kept_bytes_ = 0;
  size_t lent_ = 0;
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
