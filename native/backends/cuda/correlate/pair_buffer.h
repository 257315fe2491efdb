#pragma once

#include <vector>

#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** A list of pairs on one device, with the count of those found. */
class PairBuffer {
 public:
  PairBuffer() = default;
  PairBuffer(DeviceSession& device, uint64_t capacity)
      : pairs_(device.memory(), capacity, "lists of pairs"), found_(device.memory(), 1, "lists of pairs") {
    clear(device.stream());
  }

  PairList view(double cut) const { return {pairs_.data(), found_.data(), pairs_.size(), cut}; }
  uint64_t capacity() const { return pairs_.size(); }

  void clear(cudaStream_t stream) {
    check(cudaMemsetAsync(found_.data(), 0, sizeof(unsigned long long), stream), "clearing a list");
  }
  /** Pairs found, of which at most `capacity` are kept. Blocks. */
  uint64_t found(cudaStream_t stream) const {
    unsigned long long count = 0;
    check(cudaMemcpyAsync(&count, found_.data(), sizeof count, cudaMemcpyDeviceToHost, stream), "reading a list");
    check(cudaStreamSynchronize(stream), "correlating");
    return count;
  }
  /** Appends the kept pairs to `to`. Blocks. */
  void append_to(std::vector<tsr_pair>& to, cudaStream_t stream) const {
    const uint64_t kept = std::min<uint64_t>(found(stream), capacity());
    const size_t before = to.size();
    to.resize(before + kept);
    if (kept == 0) return;
    check(cudaMemcpyAsync(to.data() + before, pairs_.data(), kept * sizeof(tsr_pair), cudaMemcpyDeviceToHost, stream),
          "reading a list");
    check(cudaStreamSynchronize(stream), "reading a list");
  }

 private:
  DeviceArray<tsr_pair> pairs_;
  DeviceArray<unsigned long long> found_;
};

}  // namespace tessera::cuda
