// The correlation kernel for matrices with missing cells: as the dense one, with six sums of products per cell.
#include "backends/cuda/correlate/tiles/correlate_tiles.cuh"
#include "backends/cuda/correlate/tiles/pairwise_product.cuh"
#include "backends/cuda/correlate/tiles/shared_rows_pair.cuh"
#include "backends/cuda/correlate/tiles/tile_epilogue.cuh"
#include "backends/cuda/correlate/tiles/tile_launch.cuh"

namespace tessera::cuda {

namespace {

/** A variance below this part of its two cancelling terms is decided from the rows instead: 1e-16 / 1e-3 is still good. */
constexpr double kCancelled = 1e-3;

/** Pearson from the sums of one cell; NaN where they cannot decide. */
__device__ __forceinline__ double pearson(const PairwiseSums& sums, uint32_t i, uint32_t j, uint32_t e) {
  const double n = sums.shared[i][j][e], a = sums.sum_a[i][j][e], b = sums.sum_b[i][j][e];
  const double aa = n * sums.square_a[i][j][e], bb = n * sums.square_b[i][j][e];
  // All standardised values on the shared rows are 0: constant there, as a constant column is everywhere.
  if (aa == 0.0 || bb == 0.0) return 0.0;
  const double variance_a = aa - a * a, variance_b = bb - b * b;
  if (!(variance_a > kCancelled * aa && variance_b > kCancelled * bb)) return NAN;
  return (n * sums.product[i][j][e] - a * b) / sqrt(variance_a * variance_b);
}

__device__ __forceinline__ const double* series_of(const double* panel, uint32_t index, uint32_t observations) {
  return panel + uint64_t{index / 2} * observations * 2 + index % 2;
}

template <bool Blocks>
__global__ void __launch_bounds__(kTileThreads, 1)
    correlate(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks, uint32_t stages) {
  using Shape = PairwiseShape;
  extern __shared__ __align__(128) double ring[];
  const TileHistogram histogram(sinks, reinterpret_cast<uint32_t*>(ring + stages * Shape::kStageDoubles));
  histogram.clear();
  const LanePlace<Shape> place;
  StageLoader<Shape> loader(work, ring, stages);
  for (uint32_t s = 0; s + 1 < stages; ++s) loader.load_next();
  uint32_t stage = 0;
  for (uint32_t index = blockIdx.x; index < work.tile_count; index += gridDim.x) {
    PairwiseSums sums = {};
    for (uint32_t at = 0; at < work.observations; at += kDepth) {
      await_oldest(stages);
      __syncthreads();
      loader.load_next();
      const double* const roots = work.root == nullptr ? nullptr : work.root + at;
      multiply_pairwise(ring + stage * Shape::kStageDoubles, work.observations - at, roots, place, sums);
      stage = stage + 1 == stages ? 0 : stage + 1;
    }
    const TileView<Shape> view(work, place, work.tiles[index]);
    TileCells<Shape> cells;
    for_each_cell<Shape>([&](uint32_t i, uint32_t j, uint32_t e) {
      const uint32_t row = view.row(i, e), column = view.column(j, e);
      double rho = view.is_pair(row, column) ? pearson(sums, i, j, e) : 0.0;
      if (rho != rho) {
        rho = shared_rows_pair(series_of(work.row_panel, row - work.row_origin, work.observations),
                               series_of(work.column_panel, column - work.column_origin, work.observations), 2,
                               work.observations, work.weight);
      }
      cells[i][j][e] = rho;
    });
    reduce_tile<Blocks>(view, cells, sinks, histogram);
  }
  __syncthreads();
  histogram.flush();
}

}  // namespace

void correlate_pairwise(const TileWork& work, const TileSinks& sinks, cudaStream_t stream) {
  launch_tiles<PairwiseShape>(sinks.block_size == 0 ? correlate<false> : correlate<true>, work, sinks, stream);
}

}  // namespace tessera::cuda
