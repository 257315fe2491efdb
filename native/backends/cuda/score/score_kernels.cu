#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/score/member_sums.cuh"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/score/score_work.h"
#include "backends/cuda/score/series_scorer.cuh"

namespace tessera::cuda {

namespace {

using formulas::ScoreNeeds;

/** One warp per block, 16 portfolios at a time. */
template <ScoreNeeds Needs, uint32_t Values>
__global__ void __launch_bounds__(32, 8) score_members(const __grid_constant__ PortfolioWork work) {
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

/**
 * Puts the sums after swaps first .. first + count into the tile, rows from observation t. Returns `varying` of the lane's
 * swap.
 */
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
__global__ void __launch_bounds__(32, 8) score_exchanges(const __grid_constant__ SwapWork work) {
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

constexpr uint32_t kValues = 4;

/** One warp per block and per portfolio. */
__global__ void __launch_bounds__(32) sum_portfolios(const __grid_constant__ SumsWork work) {
  const uint32_t observations = work.matrix.pnl.observations;
  const uint32_t correlation_rows = work.matrix.source.observations;
  for (uint64_t b = blockIdx.x; b < work.count; b += gridDim.x) {
    const uint32_t* const members = work.members + b * work.size;
    double pnl[kValues], standardised[kValues];
    for (uint32_t first = 0; first < max(observations, correlation_rows); first += 32 * kValues) {
      sum_members(work.matrix, members, work.size, first, true, pnl, standardised);
#pragma unroll
      for (uint32_t v = 0; v < kValues; ++v) {
        const uint32_t t = first + 32 * v + threadIdx.x;
        if (t < observations) work.pnl_sum[b * observations + t] = pnl[v];
        if (t < correlation_rows) work.standardised_sum[b * correlation_rows + t] = standardised[v];
      }
    }
    const uint32_t varying = count_varying(work.matrix, members, work.size);
    if (threadIdx.x == 0) work.varying[b] = varying;
  }
}

/** Eight indices a thread: one load and two stores of 16 bytes. */
__global__ void widen(const uint16_t* from, uint32_t* to, uint64_t count) {
  const uint64_t first = (uint64_t{blockIdx.x} * blockDim.x + threadIdx.x) * 8;
  if (first + 8 <= count) {
    const uint4 packed = *reinterpret_cast<const uint4*>(from + first);
    auto* const wide = reinterpret_cast<uint4*>(to + first);
    wide[0] = {packed.x & 0xFFFF, packed.x >> 16, packed.y & 0xFFFF, packed.y >> 16};
    wide[1] = {packed.z & 0xFFFF, packed.z >> 16, packed.w & 0xFFFF, packed.w >> 16};
  } else {
    for (uint64_t k = first; k < count; ++k) to[k] = from[k];
  }
}

}  // namespace

void score_portfolios(PortfolioWork work, uint32_t multiprocessors, cudaStream_t stream) {
  if (work.count == 0) return;
  const uint32_t rows = std::max(work.matrix.pnl.observations, work.matrix.source.observations);
  for_needs(work.objective, rows, [&]<ScoreNeeds Needs, uint32_t Values>() {
    const uint32_t blocks = score_blocks<Values>(work.count, multiprocessors);
    work.tail_lanes = blocks * kSeries;
    score_members<Needs, Values><<<blocks, 32, sizeof(SeriesTile<Values>), stream>>>(work);
  });
  check_launch("scoring portfolios");
}

uint64_t score_tail_doubles(const tsr_objective& objective, uint32_t observations, uint32_t multiprocessors) {
  if (formulas::score_needs(objective.metric, true) != ScoreNeeds::kEverything) return 0;
  return uint64_t{formulas::tail_capacity(formulas::kScoreTail, observations)} * 16 * multiprocessors * kSeries;
}

void score_swaps(SwapWork work, uint32_t multiprocessors, cudaStream_t stream) {
  if (work.count == 0) return;
  const uint32_t rows = std::max(work.matrix.pnl.observations, work.matrix.source.observations);
  for_needs(work.objective, rows, [&]<ScoreNeeds Needs, uint32_t Values>() {
    const uint32_t blocks = score_blocks<Values>(work.count, multiprocessors);
    work.tail_lanes = blocks * kSeries;
    score_exchanges<Needs, Values><<<blocks, 32, sizeof(SeriesTile<Values>), stream>>>(work);
  });
  check_launch("scoring swaps");
}

void portfolio_sums(const SumsWork& work, cudaStream_t stream) {
  if (work.count == 0) return;
  const auto blocks = static_cast<uint32_t>(std::min<uint64_t>(work.count, 1u << 16));
  sum_portfolios<<<blocks, 32, 0, stream>>>(work);
  check_launch("adding up portfolios");
}

void widen_indices(const uint16_t* from, uint32_t* to, uint64_t count, cudaStream_t stream) {
  if (count == 0) return;
  constexpr uint32_t threads = 256;
  const uint64_t blocks = (count + 8 * threads - 1) / (8 * threads);
  widen<<<static_cast<uint32_t>(blocks), threads, 0, stream>>>(from, to, count);
  check_launch("widening indices");
}

}  // namespace tessera::cuda
