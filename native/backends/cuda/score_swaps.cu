#include "backends/cuda/member_sums.cuh"
#include "backends/cuda/score_kernels.cuh"
#include "backends/cuda/score_launch.cuh"

namespace tessera::cuda {

namespace {

using formulas::ScoreNeeds;

/** One swap: the chain's sums, who leaves and who comes. */
struct Swap {
  const double* pnl_sum;
  const double* standardised_sum;
  Member out, in;
  double varying;

  __device__ __forceinline__ Swap(const SwapWork& work, uint64_t k)
      : out(work.matrix, work.out_member[k]), in(work.matrix, work.in_member[k]) {
    const uint64_t chain = work.chain == nullptr ? 0 : work.chain[k];
    pnl_sum = work.pnl_sum + chain * work.matrix.pnl.observations;
    standardised_sum = work.standardised_sum + chain * work.matrix.source.observations;
    varying = static_cast<double>(work.varying[chain]) - (out.norm > 0.0 ? 1.0 : 0.0) + (in.norm > 0.0 ? 1.0 : 0.0);
  }

  /** The sums after the swap at observations first + 32 v + lane; 0 behind the last. */
  template <uint32_t Values>
  __device__ __forceinline__ void sums(const ScoreMatrix& matrix, uint32_t first, bool with_correlation,
                                       double (&pnl)[Values], double (&standardised)[Values]) const {
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) {
      const uint32_t t = first + 32 * v + threadIdx.x % 32;
      pnl[v] = standardised[v] = 0.0;
      if (t < matrix.pnl.observations) {
        pnl[v] = (pnl_sum[t] - present_or_zero(out.pnl[t])) + present_or_zero(in.pnl[t]);
      }
      if (with_correlation && t < matrix.source.observations) {
        standardised[v] = (standardised_sum[t] - out.standardised(out.source[t])) + in.standardised(in.source[t]);
      }
    }
  }
};

/** One warp per block, 16 swaps at a time. */
template <ScoreNeeds Needs, uint32_t Values>
__global__ void __launch_bounds__(32, 8) score(const __grid_constant__ SwapWork work) {
  extern __shared__ __align__(16) double shared[];
  SeriesTile<Values>& tile = *reinterpret_cast<SeriesTile<Values>*>(shared);
  const uint32_t observations = work.matrix.pnl.observations;
  const uint32_t correlation_rows = work.matrix.source.observations;
  const uint32_t rows = max(observations, correlation_rows);
  const bool with_correlation = work.objective.penalty != TSR_PENALTY_NONE;

  for (uint64_t first = uint64_t{blockIdx.x} * kSeries; first < work.count; first += uint64_t{gridDim.x} * kSeries) {
    const auto series = static_cast<uint32_t>(min(uint64_t{kSeries}, work.count - first));
    SeriesScorer<Needs> scorer(work.objective, observations, work.tails, work.tail_lanes);
    double pnl[Values], standardised[Values];
    double varying = 0.0;
    for (uint32_t t = 0; t < rows; t += SeriesTile<Values>::kRows) {
      __syncwarp();
#pragma unroll 2
      for (uint32_t s = 0; s < series; ++s) {
        const Swap swap(work, first + s);
        if (threadIdx.x == s) varying = swap.varying;
        swap.sums(work.matrix, t, with_correlation, pnl, standardised);
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
            Swap(work, first + s).sums(work.matrix, t, false, pnl, standardised);
            tile.put(s, pnl, standardised);
          }
          __syncwarp();
        }
        scorer.walk_again(tile, t);
      }
    }
    const formulas::Score<double> result = scorer.finish(work.size, varying, with_correlation);
    if (threadIdx.x < series) work.fitness[first + threadIdx.x] = result.fitness;
  }
}

}  // namespace

void score_swaps(SwapWork work, uint32_t multiprocessors, cudaStream_t stream) {
  if (work.count == 0) return;
  const uint32_t rows = std::max(work.matrix.pnl.observations, work.matrix.source.observations);
  for_needs(work.objective, rows, [&]<ScoreNeeds Needs, uint32_t Values>() {
    const uint32_t blocks = score_blocks<Values>(work.count, multiprocessors);
    work.tail_lanes = blocks * kSeries;
    score<Needs, Values><<<blocks, 32, sizeof(SeriesTile<Values>), stream>>>(work);
  });
  check_launch("scoring swaps");
}

}  // namespace tessera::cuda
