// The single-precision correlation kernel, for devices whose float64 is slow: persistent blocks and asynchronously filled
// stages as in the dense one, products by fused steps in chunks (see SingleBound), no float64 at all but for rare pairs.
#include "backends/cuda/correlate/tiles/correlate_tiles.h"
#include "backends/cuda/correlate/tiles/single_epilogue.cuh"
#include "backends/cuda/correlate/tiles/single_product.cuh"
#include "backends/cuda/correlate/tiles/single_suspects.cuh"
#include "backends/cuda/correlate/tiles/tile_launch.cuh"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

template <bool Blocks>
__global__ void __launch_bounds__(kTileThreads, 1)
    correlate(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks, uint32_t stages) {
  using Shape = SingleShape;
  extern __shared__ __align__(128) float ring[];
  const TileHistogram histogram(sinks, reinterpret_cast<uint32_t*>(ring + stages * Shape::kStageFloats));
  histogram.clear();
  const RingBarriers barriers(stages);
  const LanePlace<Shape> place;
  SingleStageLoader loader(work, ring, barriers, stages);
  for (uint32_t k = 0; k < kStagesAhead; ++k) loader.load_next();
  RingPlace at_hand;
  for (uint32_t index = blockIdx.x; index < work.tile_count; index += gridDim.x) {
    TileCells<Shape, float> cells = {}, chunk = {};
    uint32_t in_chunk = 0;
    for (uint32_t at = 0; at < work.observations; at += kDepth) {
      barriers.await(at_hand);
      loader.load_next();
      multiply_single(ring + at_hand.stage * Shape::kStageFloats, work.observations - at, place, chunk);
      barriers.release(at_hand);
      at_hand.go_on(stages);
      if (++in_chunk < sinks.single.chunk_stages && at + kDepth < work.observations) continue;
      in_chunk = 0;
      for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
        cells[i][j][e] += chunk[i][j][e];
        chunk[i][j][e] = 0.0f;
      });
    }
    const TileView<Shape> view(work, place, work.tiles[index]);
    reduce_single_tile<Blocks>(view, cells, sinks, histogram);
  }
  __syncthreads();
  histogram.flush();
}

__global__ void settle(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks) {
  const unsigned long long count = min(*sinks.suspects.found, sinks.suspects.capacity);
  for (unsigned long long k = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x; k < count;
       k += uint64_t{gridDim.x} * blockDim.x) {
    settle_suspect(work, sinks, sinks.suspects.suspects[k]);
  }
}

}  // namespace

void correlate_single(const TileWork& work, const TileSinks& sinks, cudaStream_t stream) {
  launch_tiles<SingleShape>(sinks.block_size == 0 ? correlate<false> : correlate<true>, work, sinks, stream);
}

void settle_suspects(const TileWork& work, const TileSinks& sinks, uint32_t multiprocessors, cudaStream_t stream) {
  settle<<<multiprocessors * 8, 128, 0, stream>>>(work, sinks);
  check_launch("settling pairs in float64");
}

}  // namespace tessera::cuda
