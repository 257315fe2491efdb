#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace tessera::cuda {

/**
 * The rows that count in a correlation run and how much, device memory; see ObservationWeights. `rows` null = all of them, alike,
 * and the other pointers are null, too.
 */
struct RowWeights {
  const uint32_t* rows;
  const double* weight;
  const double* root;
  uint32_t count;

  __host__ __device__ uint32_t observations(uint32_t all) const { return rows == nullptr ? all : count; }
};

}  // namespace tessera::cuda
