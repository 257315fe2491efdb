#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace tessera::cuda {

/** to[s * pitch + t] = from[t * count + s] for t < rows, s < count; device memory, asynchronous. */
void turn_cells(const double* from, uint32_t rows, uint64_t count, double* to, uint64_t pitch, cudaStream_t stream);

}  // namespace tessera::cuda
