#include "backends/cuda/score/member_sums.cuh"
#include "backends/cuda/score/score_kernels.cuh"
#include "backends/cuda/score/score_launch.cuh"

namespace tessera::cuda {

namespace {

using formulas::ScoreNeeds;

/** Swaps whose cells are asked for before the first is used. */
constexpr uint32_t kSwapsTogether = 4;

/** One swap: the chain's sums, who leaves and who comes. */
struct Swap {
  const double* pnl_sum;
  const double* standardised_sum;
  Member out, in;
  double varying;

  Swap() = default;
  __device__ __forceinline__ Swap(const SwapWork& work, uint64_t k)
      : out(work.matrix, work.out_member[k]), in(work.matrix, work.in_member[k]) {
    const uint64_t chain = work.chain == nullptr ? 0 : work.chain[k];
    pnl_sum = work.pnl_sum + chain * work.matrix.pnl.observations;
    standardised_sum = work.standardised_sum + chain * work.matrix.source.observations;
    varying = static_cast<double>(work.varying[chain]) - (out.scale.norm > 0.0 ? 1.0 : 0.0) + (in.scale.norm > 0.0 ? 1.0 : 0.0);
  }
};

/** A lane's cells of a swap at observations first + 32 v + lane; 0 behind the last. */
template <uint32_t Values>
struct SwapCells {
  double sum[Values], out[Values], in[Values];

  __device__ __forceinline__ void read(const double* sums, const double* leaving, const double* coming, uint32_t first,
                                       uint32_t observations) {
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) {
      const uint32_t t = first + 32 * v + threadIdx.x % 32;
      sum[v] = t < observations ? sums[t] : 0.0;
      out[v] = t < observations ? leaving[t] : NAN;
      in[v] = t < observations ? coming[t] : NAN;
    }
  }
  __device__ __forceinline__ void pnl_after(double (&to)[Values]) const {
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) to[v] = (sum[v] - present_or_zero(out[v])) + present_or_zero(in[v]);
  }
  template <bool Divide>
  __device__ __forceinline__ void standardised_after(const Swap& swap, double (&to)[Values]) const {
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) {
      to[v] = (sum[v] - swap.out.standardised<Divide>(out[v])) + swap.in.standardised<Divide>(in[v]);
    }
  }
};

/** Puts the sums after swaps first .. first + count into the tile, rows from observation t. Returns `varying` of the lane's swap. */
template <uint32_t Values>
__device__ __forceinline__ double put_swaps(const SwapWork& work, uint64_t first, uint32_t count, uint32_t t,
                                            bool with_correlation, SeriesTile<Values>& tile) {
  const ScoreMatrix& matrix = work.matrix;
  double own = 0.0;
  for (uint32_t begin = 0; begin < count; begin += kSwapsTogether) {
    Swap swap[kSwapsTogether];
    SwapCells<Values> pnl[kSwapsTogether], source[kSwapsTogether];
    bool divide = false;
#pragma unroll
    for (uint32_t s = 0; s < kSwapsTogether; ++s) {
      // Behind the last swap the last is read again and not kept.
      swap[s] = Swap(work, first + min(begin + s, count - 1));
      pnl[s].read(swap[s].pnl_sum, swap[s].out.pnl, swap[s].in.pnl, t, matrix.pnl.observations);
      if (!with_correlation) continue;
      source[s].read(swap[s].standardised_sum, swap[s].out.source, swap[s].in.source, t, matrix.source.observations);
      divide = divide || swap[s].out.needs_division() || swap[s].in.needs_division();
    }
#pragma unroll
    for (uint32_t s = 0; s < kSwapsTogether; ++s) {
      if (begin + s >= count) break;
      double sums[Values], standardised[Values] = {};
      pnl[s].pnl_after(sums);
      if (with_correlation && divide) source[s].template standardised_after<true>(swap[s], standardised);
      if (with_correlation && !divide) source[s].template standardised_after<false>(swap[s], standardised);
      tile.put(begin + s, sums, standardised);
      if (threadIdx.x == begin + s) own = swap[s].varying;
    }
  }
  return own;
}

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
    double varying = 0.0;
    for (uint32_t t = 0; t < rows; t += SeriesTile<Values>::kRows) {
      __syncwarp();
      varying = put_swaps(work, first, series, t, with_correlation, tile);
      __syncwarp();
      scorer.walk(tile, t, correlation_rows);
    }
    if constexpr (Needs == ScoreNeeds::kEverything) {
      for (uint32_t t = 0; t < observations; t += SeriesTile<Values>::kRows) {
        // A single tile is still there.
        if (rows > SeriesTile<Values>::kRows) {
          __syncwarp();
          put_swaps(work, first, series, t, false, tile);
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
