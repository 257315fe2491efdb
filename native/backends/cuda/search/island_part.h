#pragma once

#include <chrono>
#include <cstddef>

#include "backends/cuda/device/pinned_memory.h"
#include "backends/cuda/search/search_matrix.h"
#include "tessera_backend.h"

namespace tessera::cuda {

/**
 * The islands of a search that live on one device, with everything they need in one block of its memory. Calls are asynchronous
 * up to `wait`; the device is current.
 */
class IslandPart {
 public:
  /** Islands first .. first + count of the problem. Throws Failure. */
  IslandPart(DeviceSession& device, const SearchMatrix& matrix, const tsr_search_problem& problem, uint64_t state_bytes,
             uint32_t first, uint32_t count);
  IslandPart(const IslandPart&) = delete;
  IslandPart& operator=(const IslandPart&) = delete;
  /** After a failure elsewhere kernels may still be using the memory. */
  ~IslandPart();

  void step(const tsr_search_generation& generation);
  void polish(uint64_t budget, uint32_t count);
  /**
   * Until the islands of the last step or polish have told their heads, which go to `states` [all islands][state_bytes].
   * Returns the kernel's milliseconds.
   */
  double take_heads(std::byte* states);

  /** Whole states, or the first `bytes` of each, from `states`. */
  void send(const std::byte* states, uint64_t bytes);
  /** Whole states; blocks. */
  void read(std::byte* states);
  /** Blocks until all that was sent is there. */
  void wait() const { stream_.wait(); }

  DeviceSession& device() const { return device_; }

 private:
  void launch(void (*kernel)(const IslandWork&, cudaStream_t), IslandWork work);
  const volatile IslandReport& report(uint32_t island) const;
  bool all_told() const;
  void wait_for_reports();

  DeviceSession& device_;
  Stream stream_;
  DeviceArray<std::byte> memory_;
  PinnedLease<std::byte> staging_;  // states, then what a generation brings
  PinnedLease<std::byte> reports_;
  std::byte* generation_host_ = nullptr;
  std::byte* generation_device_ = nullptr;
  IslandWork work_{};
  uint64_t launches_ = 0;
  uint32_t told_of_ = 0;                 // islands of the last launch
  std::chrono::nanoseconds usually_{0};  // that the last launch took
};

}  // namespace tessera::cuda
