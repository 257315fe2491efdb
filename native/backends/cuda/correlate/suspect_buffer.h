#pragma once

#include <algorithm>

#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** The list of pairs that a launch in single precision leaves to float64. */
class SuspectBuffer {
 public:
  explicit SuspectBuffer(DeviceSession& device)
      : suspects_(device.memory(), capacity_within(device.memory().room()), "pairs to settle"),
        found_(device.memory(), 1, "pairs to settle") {
    clear(device.stream());
  }

  SuspectList view() const { return {suspects_.data(), found_.data(), suspects_.size()}; }
  void clear(cudaStream_t stream) {
    check(cudaMemsetAsync(found_.data(), 0, sizeof(unsigned long long), stream), "clearing a list");
  }
  /** Asynchronous: `to` must live until the stream is there. */
  void read_found(unsigned long long& to, cudaStream_t stream) const {
    check(cudaMemcpyAsync(&to, found_.data(), sizeof to, cudaMemcpyDeviceToHost, stream), "reading a list");
  }

 private:
  /** 16 MB, less where memory is short. Pairs beyond it are settled by the tile's kernel, which takes longer. */
  static uint64_t capacity_within(uint64_t room) {
    return std::clamp<uint64_t>(room / 32 / sizeof(Suspect), 1024, uint64_t{1} << 20);
  }

  DeviceArray<Suspect> suspects_;
  DeviceArray<unsigned long long> found_;
};

}  // namespace tessera::cuda
