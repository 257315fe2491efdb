#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

namespace tessera::cuda {

/** What the current device has, and what a session may take of it. */
struct DeviceBudget {
  uint64_t installed = 0, available = 0, reserve = 0, usable = 0;

  /** limit_bytes 0 = what is free now, less a reserve for the desktop and other programs. Throws Failure. */
  static DeviceBudget of_current_device(uint64_t limit_bytes);
};

/**
 * The account of one session on one device: every device byte is allocated here, against a limit. Released blocks are
 * kept for the next allocation of the same size, because giving memory back to the driver stops the whole device; so a
 * block must be idle when it is released. Any thread. The caller has the device current.
 */
class DeviceMemory {
 public:
  /** limit_bytes as in DeviceBudget. */
  explicit DeviceMemory(uint64_t limit_bytes);

  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;
  ~DeviceMemory();

  /** Throws Failure{TSR_OUT_OF_DEVICE_MEMORY} with the plan in words. */
  void* allocate(size_t bytes, const char* purpose);
  void release(void* pointer, size_t bytes);

  uint64_t limit() const { return limit_; }
  uint64_t used() const;
  uint64_t peak() const;
  /** Bytes that may still be allocated. */
  uint64_t room() const;

 private:
  void* take_kept(size_t bytes);
  /** The mutex is held. */
  void free_kept();

  mutable std::mutex mutex_;
  std::multimap<size_t, void*> kept_;
  uint64_t kept_bytes_ = 0;
  uint64_t limit_ = 0;
  uint64_t used_ = 0;
  uint64_t peak_ = 0;
};

/** Owns `size` elements of device memory, uninitialised. Movable; the memory account outlives it. */
template <class T>
class DeviceArray {
 public:
  DeviceArray() = default;
  DeviceArray(DeviceMemory& memory, size_t size, const char* purpose)
      : memory_(&memory),
        pointer_(size == 0 ? nullptr : static_cast<T*>(memory.allocate(size * sizeof(T), purpose))),
        size_(size) {}
  DeviceArray(DeviceArray&& other) noexcept { swap(other); }
  DeviceArray& operator=(DeviceArray&& other) noexcept {
    DeviceArray(std::move(other)).swap(*this);
    return *this;
  }
  ~DeviceArray() {
    if (pointer_ != nullptr) memory_->release(pointer_, size_ * sizeof(T));
  }

  T* data() const { return pointer_; }
  size_t size() const { return size_; }
  size_t bytes() const { return size_ * sizeof(T); }

  /** At least `size` elements; what was there is lost when it grows. */
  void reserve(DeviceMemory& memory, size_t size, const char* purpose) {
    if (size <= size_) return;
    *this = DeviceArray();
    *this = DeviceArray(memory, size, purpose);
  }

 private:
  void swap(DeviceArray& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(pointer_, other.pointer_);
    std::swap(size_, other.size_);
  }

  DeviceMemory* memory_ = nullptr;
  T* pointer_ = nullptr;
  size_t size_ = 0;
};

}  // namespace tessera::cuda
