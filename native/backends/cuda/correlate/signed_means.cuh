#pragma once

#include "backends/cuda/correlate/correlation_panel.h"

namespace tessera::cuda {

/**
 * Signed row sums without looking at pairs: sum over b of rho(a, b) = z_a . (sum of all z) - z_a . z_a. For matrices
 * without missing cells. Panels are added one after the other, then read one after the other, in the same order on every run.
 */
class SignedMeans {
 public:
  SignedMeans(DeviceMemory& memory, cudaStream_t stream, uint32_t observations);

  /** total += the panel's strategies. Asynchronous. */
  void add(DeviceMemory& memory, const CorrelationPanel& panel, cudaStream_t stream);
  /** sums[strategy] for the panel's strategies, device memory. Asynchronous. */
  void row_sums(const CorrelationPanel& panel, double* sums, cudaStream_t stream) const;

 private:
  uint32_t observations_;
  DeviceArray<double> total_, parts_;
};

}  // namespace tessera::cuda
