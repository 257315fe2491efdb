#include "backends/cuda/device/device_memory.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <string_view>

#include "backends/common/failure.h"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

std::string megabytes(uint64_t bytes) { return std::to_string((bytes + 999'999) / 1'000'000) + " MB"; }

struct Fault {
  bool lost = false;
  int64_t at = 0;  // 0 = never
};

Fault read_fault() {
  const char* const text = std::getenv("TESSERA_CUDA_FAULT");
  if (text == nullptr) return {};
  const std::string_view fault = text;
  const size_t colon = fault.find(':');
  if (colon == std::string_view::npos) return {};
  return {fault.substr(0, colon) == "lost", std::atoll(text + colon + 1)};
}

/**
 * Called before every allocation. With the environment variable TESSERA_CUDA_FAULT = kind:number it throws at that allocation
 * of the process: lost = the device is gone from then on, memory = none is left this once. For tests of what comes after;
 * without the variable it does nothing.
 */
void fault_point() {
  static const Fault fault = read_fault();
  if (fault.at <= 0) return;
  static std::atomic<int64_t> calls{0};
  const int64_t call = ++calls;
  if (fault.lost && call >= fault.at) throw Failure{TSR_DEVICE_LOST, "the GPU stopped working (a fault made for a test)"};
  if (!fault.lost && call == fault.at) throw Failure{TSR_OUT_OF_DEVICE_MEMORY, "no memory is left (a fault made for a test)"};
}

}  // namespace

DeviceBudget DeviceBudget::of_current_device(uint64_t limit_bytes) {
  size_t available = 0, installed = 0;
  check(cudaMemGetInfo(&available, &installed), "reading the free device memory");
  DeviceBudget budget{.installed = installed, .available = available};
  // The driver needs some for itself, and a GPU that draws a desktop needs more than one that only computes.
  budget.reserve = std::min<uint64_t>(installed / 16, uint64_t{512} << 20);
  budget.usable = available > budget.reserve ? available - budget.reserve : 0;
  if (limit_bytes > 0) budget.usable = std::min(limit_bytes, budget.usable);
  return budget;
}

DeviceMemory::DeviceMemory(uint64_t limit_bytes) : limit_(DeviceBudget::of_current_device(limit_bytes).usable) {}

DeviceMemory::~DeviceMemory() { free_kept(); }

void* DeviceMemory::take_kept(size_t bytes) {
  const auto found = kept_.find(bytes);
  if (found == kept_.end()) return nullptr;
  void* const pointer = found->second;
  kept_.erase(found);
  kept_bytes_ -= bytes;
  return pointer;
}

void DeviceMemory::free_kept() {
  for (const auto& [bytes, pointer] : kept_) cudaFree(pointer);
  // A lost device answers errors here; there is nothing left to give back then.
  cudaGetLastError();
  kept_.clear();
  kept_bytes_ = 0;
}

void* DeviceMemory::allocate(size_t bytes, const char* purpose) {
  fault_point();
  const std::lock_guard lock(mutex_);
  if (bytes > limit_ - std::min(limit_, used_)) {
    throw Failure{TSR_OUT_OF_DEVICE_MEMORY, std::string(purpose) + " needs " + megabytes(bytes) + "; " + megabytes(used_) +
                                                " of " + megabytes(limit_) + " are in use"};
  }
  void* pointer = take_kept(bytes);
  if (pointer == nullptr) {
    if (used_ + kept_bytes_ + bytes > limit_) free_kept();
    cudaError_t code = cudaMalloc(&pointer, bytes);
    if (code == cudaErrorMemoryAllocation && !kept_.empty()) {
      cudaGetLastError();
      free_kept();
      code = cudaMalloc(&pointer, bytes);
    }
    check(code, purpose);
  }
  used_ += bytes;
  peak_ = std::max(peak_, used_);
  return pointer;
}

void DeviceMemory::release(void* pointer, size_t bytes) {
  const std::lock_guard lock(mutex_);
  used_ -= bytes;
  kept_.emplace(bytes, pointer);
  kept_bytes_ += bytes;
}

uint64_t DeviceMemory::used() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

uint64_t DeviceMemory::peak() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

uint64_t DeviceMemory::room() const {
  const std::lock_guard lock(mutex_);
  return limit_ - std::min(limit_, used_);
}

}  // namespace tessera::cuda
