#pragma once

#include <cstddef>

#include "backends/cuda/device/pinned_memory.h"
#include "backends/cuda/search/search_matrix.h"
#include "tessera_backend.h"

namespace tessera::cuda {

/**
 * The islands of a search that live on one device, with everything they need in one block of its memory. Calls are asynchronous up to
 * `wait`; the device is current.
 */
class IslandPart {
 public:
  /** Islands first .. first + count of the problem. Throws Failure. */
  IslandPart(DeviceSession& device, const SearchMatrix& matrix, const tsr_search_problem& problem, uint64_t state_bytes,
             uint32_t first, uint32_t count);
  IslandPart(const IslandPart&) = delete;
  IslandPart& operator=(const IslandPart&) = delete;
  /** After a failure elsewhere kernels may still be using the memory. */
  ~IslandPart() { cudaStreamSynchronize(stream_); }

  void step(const tsr_search_generation& generation);
  void polish(uint64_t budget, uint32_t count);
  /** Whole states, or the first `bytes` of each, to and from `states` [all islands][state_bytes]. */
  void send(const std::byte* states, uint64_t bytes);
  void ask(uint64_t bytes);
  void take(std::byte* states, uint64_t bytes) const;
  /** Until all that was asked for is done; returns the milliseconds of kernels since the last wait. */
  double wait();

  DeviceSession& device() const { return device_; }

 private:
  void timed(void (*kernel)(const IslandWork&, cudaStream_t), const IslandWork& work);

  DeviceSession& device_;
  Stream stream_;
  Event begin_, end_;
  Event done_{cudaEventBlockingSync | cudaEventDisableTiming};  // searches wait for milliseconds: their threads sleep
  bool timing_ = false;
  DeviceArray<std::byte> memory_;
  PinnedLease<std::byte> staging_;  // states, then what a generation brings
  std::byte* generation_host_ = nullptr;
  std::byte* generation_device_ = nullptr;
  IslandWork work_{};
};

}  // namespace tessera::cuda
