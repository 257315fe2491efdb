#include "backends/cuda/device_memory.h"

#include <algorithm>
#include <string>

#include "backends/cuda/check.h"

namespace tessera::cuda {

namespace {

std::string megabytes(std::uint64_t bytes) { return std::to_string((bytes + (1u << 20) - 1) >> 20) + " MB"; }

}  // namespace

DeviceMemory::DeviceMemory(std::uint64_t limit_bytes) {
  std::size_t available = 0, installed = 0;
  check(cudaMemGetInfo(&available, &installed), "reading the free device memory");
  // The driver needs some for itself, and a GPU that draws a desktop needs more than one that only computes.
  const std::uint64_t reserve = std::min<std::uint64_t>(installed / 16, std::uint64_t{512} << 20);
  const std::uint64_t usable = available > reserve ? available - reserve : 0;
  limit_ = limit_bytes == 0 ? usable : std::min(limit_bytes, usable);
}

void* DeviceMemory::allocate(std::size_t bytes, const char* purpose) {
  {
    const std::lock_guard lock(mutex_);
    if (bytes > limit_ - std::min(limit_, used_)) {
      throw Failure{TSR_OUT_OF_DEVICE_MEMORY, std::string(purpose) + " needs " + megabytes(bytes) + "; " +
                                                  megabytes(used_) + " of " + megabytes(limit_) + " are in use"};
    }
    used_ += bytes;
    peak_ = std::max(peak_, used_);
  }
  void* pointer = nullptr;
  const cudaError_t code = cudaMalloc(&pointer, bytes);
  if (code != cudaSuccess) {
    const std::lock_guard lock(mutex_);
    used_ -= bytes;
  }
  check(code, purpose);
  return pointer;
}

void DeviceMemory::release(void* pointer, std::size_t bytes) {
  // A lost device answers an error here; there is nothing left to give back then.
  cudaFree(pointer);
  cudaGetLastError();
  const std::lock_guard lock(mutex_);
  used_ -= bytes;
}

std::uint64_t DeviceMemory::used() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

std::uint64_t DeviceMemory::peak() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

std::uint64_t DeviceMemory::room() const {
  const std::lock_guard lock(mutex_);
  return limit_ - std::min(limit_, used_);
}

}  // namespace tessera::cuda
