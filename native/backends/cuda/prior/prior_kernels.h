#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace tessera::cuda {

/** What the steps of a prior work on; device memory. */
struct PriorWork {
  uint32_t count;  // of values
  const double *value, *error;
  const double *grid, *added;  // [TSR_PRIOR_POINTS]
  double added_total;
  double* likelihood;  // [count][TSR_PRIOR_POINTS]
  double* parts[2];    // [blocks][TSR_PRIOR_POINTS] sums of a step's shares, of even and odd steps
  double* shares[2];   // [TSR_PRIOR_POINTS] what a step began with
  double* share;       // [TSR_PRIOR_POINTS] at the end
  double* mean;        // [count]

  __host__ __device__ uint32_t blocks() const;
};

/** All steps and the posterior means. Asynchronous. */
void estimate_prior(const PriorWork& work, uint32_t steps, cudaStream_t stream);

}  // namespace tessera::cuda
