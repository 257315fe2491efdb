// The correlation kernels in float64: tiles of pairs with every cell present, tiles with missing cells, and chosen pairs.
#include "backends/cuda/correlate/tiles/correlate_tiles.h"
#include "backends/cuda/correlate/tiles/pairwise_product.cuh"
#include "backends/cuda/correlate/tiles/tile_epilogue.cuh"
#include "backends/cuda/correlate/tiles/tile_launch.cuh"
#include "backends/cuda/correlate/tiles/tile_product.cuh"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

/**
 * Every cell present: persistent blocks, a ring of shared-memory stages filled asynchronously ahead of the products (across
 * tile boundaries, so that loads go on while a tile is reduced).
 */
template <bool Blocks>
__global__ void __launch_bounds__(kTileThreads, 1)
    dense_tiles(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks, uint32_t stages) {
  using Shape = DenseShape;
  extern __shared__ __align__(128) double ring[];
  const TileHistogram histogram(sinks, reinterpret_cast<uint32_t*>(ring + stages * Shape::kStageDoubles));
  histogram.clear();
  const RingBarriers barriers(stages);
  const LanePlace<Shape> place;
  StageLoader<Shape> loader(work, ring, barriers, stages);
  for (uint32_t k = 0; k < kStagesAhead; ++k) loader.load_next();
  RingPlace at_hand;
  for (uint32_t index = blockIdx.x; index < work.tile_count; index += gridDim.x) {
    TileCells<Shape> cells = {};
    for (uint32_t at = 0; at < work.observations; at += kDepth) {
      barriers.await(at_hand);
      loader.load_next();
      multiply_stage(ring + at_hand.stage * Shape::kStageDoubles, work.observations - at, place, cells);
      barriers.release(at_hand);
      at_hand.go_on(stages);
    }
    const TileView<Shape> view(work, place, work.tiles[index]);
    reduce_tile<Blocks>(view, cells, sinks, histogram);
  }
  __syncthreads();
  histogram.flush();
}

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

/** Missing cells: as the dense kernel, with six sums of products per cell. */
template <bool Blocks>
__global__ void __launch_bounds__(kTileThreads, 1)
    pairwise_tiles(const __grid_constant__ TileWork work, const __grid_constant__ TileSinks sinks, uint32_t stages) {
  using Shape = PairwiseShape;
  extern __shared__ __align__(128) double ring[];
  const TileHistogram histogram(sinks, reinterpret_cast<uint32_t*>(ring + stages * Shape::kStageDoubles));
  histogram.clear();
  const RingBarriers barriers(stages);
  const LanePlace<Shape> place;
  StageLoader<Shape> loader(work, ring, barriers, stages);
  for (uint32_t k = 0; k < kStagesAhead; ++k) loader.load_next();
  RingPlace at_hand;
  for (uint32_t index = blockIdx.x; index < work.tile_count; index += gridDim.x) {
    PairwiseSums sums = {};
    for (uint32_t at = 0; at < work.observations; at += kDepth) {
      barriers.await(at_hand);
      loader.load_next();
      const double* const roots = work.root == nullptr ? nullptr : work.root + at;
      multiply_pairwise(ring + at_hand.stage * Shape::kStageDoubles, work.observations - at, roots, place, sums);
      barriers.release(at_hand);
      at_hand.go_on(stages);
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

constexpr uint32_t kSide = 16;

/** One thread per cell: these matrices are those of chosen portfolios, small beside the whole. */
__global__ void chosen_pairs(const double* rows, uint64_t row_count, const double* columns, uint64_t column_count,
                             uint32_t observations, MissingCells missing, double* out) {
  const uint64_t i = uint64_t{blockIdx.y} * kSide + threadIdx.y;
  const uint64_t j = uint64_t{blockIdx.x} * kSide + threadIdx.x;
  if (i >= row_count || j >= column_count) return;
  const double* const a = rows + i / 2 * observations * 2 + i % 2;
  const double* const b = columns + j / 2 * observations * 2 + j % 2;
  double rho = 0.0;
  for (uint32_t t = 0; t < observations; ++t) {
    const double left = missing.weight == nullptr ? a[2 * uint64_t{t}] : missing.weight[t] * a[2 * uint64_t{t}];
    rho = fma(left, b[2 * uint64_t{t}], rho);
  }
  // A missing cell of either is NaN and makes the sum NaN.
  if (missing.any && rho != rho) rho = shared_rows_pair(a, b, 2, observations, missing.weight);
  out[i * column_count + j] = fmin(fmax(rho, -1.0), 1.0);
}

}  // namespace

void correlate_dense(const TileWork& work, const TileSinks& sinks, cudaStream_t stream) {
  launch_tiles<DenseShape>(sinks.block_size == 0 ? dense_tiles<false> : dense_tiles<true>, work, sinks, stream);
}

void correlate_pairwise(const TileWork& work, const TileSinks& sinks, cudaStream_t stream) {
  launch_tiles<PairwiseShape>(sinks.block_size == 0 ? pairwise_tiles<false> : pairwise_tiles<true>, work, sinks, stream);
}

void correlate_matrix(const CorrelationPanel& rows, const CorrelationPanel& columns, uint32_t observations,
                      const MissingCells& missing, double* out, cudaStream_t stream) {
  const dim3 blocks(static_cast<uint32_t>((columns.range().count + kSide - 1) / kSide),
                    static_cast<uint32_t>((rows.range().count + kSide - 1) / kSide));
  chosen_pairs<<<blocks, dim3(kSide, kSide), 0, stream>>>(rows.data(), rows.range().count, columns.data(),
                                                          columns.range().count, observations, missing, out);
  check_launch("correlating chosen strategies");
}

}  // namespace tessera::cuda
