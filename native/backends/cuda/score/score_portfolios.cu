#include "backends/cuda/score/member_sums.cuh"
#include "backends/cuda/score/score_kernels.cuh"
#include "backends/cuda/score/score_launch.cuh"

namespace tessera::cuda {

namespace {

using formulas::ScoreNeeds;

/** One warp per block, 16 portfolios at a time. */
template <ScoreNeeds Needs, uint32_t Values>
__global__ void __launch_bounds__(32, 8) score(const __grid_constant__ PortfolioWork work) {
  extern __shared__ __align__(16) double shared[];
  SeriesTile<Values>& tile = *reinterpret_cast<SeriesTile<Values>*>(shared);
  const uint32_t observations = work.matrix.pnl.observations;
  const uint32_t correlation_rows = work.matrix.source.observations;
  const uint32_t rows = max(observations, correlation_rows);
  const bool with_correlation = work.components != nullptr || work.objective.penalty != TSR_PENALTY_NONE;

  for (uint64_t first = uint64_t{blockIdx.x} * kSeries; first < work.count; first += uint64_t{gridDim.x} * kSeries) {
    const auto series = static_cast<uint32_t>(min(uint64_t{kSeries}, work.count - first));
    SeriesScorer<Needs> scorer(work.objective, observations, work.tails, work.tail_lanes);
    double pnl[Values], standardised[Values];
    for (uint32_t t = 0; t < rows; t += SeriesTile<Values>::kRows) {
      __syncwarp();
      for (uint32_t s = 0; s < series; ++s) {
        sum_members(work.matrix, work.members + (first + s) * work.size, work.size, t, with_correlation, pnl, standardised);
        tile.put(s, pnl, standardised);
      }
      __syncwarp();
      scorer.walk(tile, t, correlation_rows);
    }
    if constexpr (Needs == ScoreNeeds::kEverything) {
      for (uint32_t t = 0; t < observations; t += SeriesTile<Values>::kRows) {
        // A single tile is still there.
        if (rows > SeriesTile<Values>::kRows) {
          __syncwarp();
          for (uint32_t s = 0; s < series; ++s) {
            sum_members(work.matrix, work.members + (first + s) * work.size, work.size, t, false, pnl, standardised);
            tile.put(s, pnl, standardised);
          }
          __syncwarp();
        }
        scorer.walk_again(tile, t);
      }
    }
    uint32_t varying = 0;
    for (uint32_t s = 0; s < series; ++s) {
      const uint32_t count = count_varying(work.matrix, work.members + (first + s) * work.size, work.size);
      if (threadIdx.x == s) varying = count;
    }
    const formulas::Score<double> result = scorer.finish(work.size, static_cast<double>(varying), with_correlation);
    if (threadIdx.x >= series) continue;
    work.fitness[first + threadIdx.x] = result.fitness;
    if (work.components == nullptr) continue;
    double* const out = work.components + (first + threadIdx.x) * TSR_COMPONENT_COUNT;
    out[TSR_COMPONENT_FITNESS] = result.fitness;
    out[TSR_COMPONENT_BASE] = result.base;
    out[TSR_COMPONENT_MEAN_CORRELATION] = result.mean_correlation;
    out[TSR_COMPONENT_ROI] = result.roi;
    out[TSR_COMPONENT_MAX_DRAWDOWN] = result.max_drawdown;
  }
}

}  // namespace

void score_portfolios(PortfolioWork work, uint32_t multiprocessors, cudaStream_t stream) {
  if (work.count == 0) return;
  const uint32_t rows = std::max(work.matrix.pnl.observations, work.matrix.source.observations);
  for_needs(work.objective, rows, [&]<ScoreNeeds Needs, uint32_t Values>() {
    const uint32_t blocks = score_blocks<Values>(work.count, multiprocessors);
    work.tail_lanes = blocks * kSeries;
    score<Needs, Values><<<blocks, 32, sizeof(SeriesTile<Values>), stream>>>(work);
  });
  check_launch("scoring portfolios");
}

uint64_t score_tail_doubles(const tsr_objective& objective, uint32_t observations, uint32_t multiprocessors) {
  return tail_doubles(objective, observations, multiprocessors);
}

}  // namespace tessera::cuda
