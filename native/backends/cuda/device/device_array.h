#pragma once

#include <utility>

#include "backends/cuda/device/device_memory.h"

namespace tessera::cuda {

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
