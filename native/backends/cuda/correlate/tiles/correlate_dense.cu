// The dense correlation kernel: persistent blocks, a ring of shared-memory stages filled asynchronously ahead of the
// products (across tile boundaries, so that loads go on while a tile is reduced), float64 throughout.
#include "backends/cuda/correlate/tiles/correlate_tiles.cuh"
#include "backends/cuda/correlate/tiles/tile_epilogue.cuh"
#include "backends/cuda/correlate/tiles/tile_launch.cuh"
#include "backends/cuda/correlate/tiles/tile_product.cuh"

namespace tessera::cuda {

namespace {

template <bool Blocks>
__global__ void __launch_bounds__(kTileThreads, 1)
    correlate(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks, uint32_t stages) {
  using Shape = DenseShape;
  extern __shared__ __align__(128) double ring[];
  const TileHistogram histogram(sinks, reinterpret_cast<uint32_t*>(ring + stages * Shape::kStageDoubles));
  histogram.clear();
  const LanePlace<Shape> place;
  StageLoader<Shape> loader(work, ring, stages);
  for (uint32_t s = 0; s + 1 < stages; ++s) loader.load_next();
  uint32_t stage = 0;
  for (uint32_t index = blockIdx.x; index < work.tile_count; index += gridDim.x) {
    TileCells<Shape> cells = {};
    for (uint32_t at = 0; at < work.observations; at += kDepth) {
      await_oldest(stages);
      __syncthreads();
      loader.load_next();
      multiply_stage(ring + stage * Shape::kStageDoubles, work.observations - at, place, cells);
      stage = stage + 1 == stages ? 0 : stage + 1;
    }
    const TileView<Shape> view(work, place, work.tiles[index]);
    reduce_tile<Blocks>(view, cells, sinks, histogram);
  }
  __syncthreads();
  histogram.flush();
}

}  // namespace

void correlate_dense(const TileWork& work, const TileSinks& sinks, cudaStream_t stream) {
  launch_tiles<DenseShape>(sinks.block_size == 0 ? correlate<false> : correlate<true>, work, sinks, stream);
}

}  // namespace tessera::cuda
