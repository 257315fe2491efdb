#include "backends/cuda/correlate/tiles/correlate_tiles.cuh"
#include "backends/cuda/correlate/tiles/settle_suspect.cuh"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

__global__ void settle(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks) {
  const unsigned long long count = min(*sinks.suspects.found, sinks.suspects.capacity);
  for (unsigned long long k = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x; k < count;
       k += uint64_t{gridDim.x} * blockDim.x) {
    settle_suspect(work, sinks, sinks.suspects.suspects[k]);
  }
}

}  // namespace

void settle_suspects(const TileWork& work, const TileSinks& sinks, uint32_t multiprocessors, cudaStream_t stream) {
  settle<<<multiprocessors * 8, 128, 0, stream>>>(work, sinks);
  check_launch("settling pairs in float64");
}

}  // namespace tessera::cuda
