// What the scoring kernels are given. Plain data, passed by value; all pointers are device memory.
#pragma once

#include "backends/cuda/session/columns.h"
#include "tessera_backend.h"

namespace tessera::cuda {

struct ScoreMatrix {
  CellsView pnl;
  CellsView source;  // of correlations; the same cells as pnl unless `separate`
  bool separate;
  const Scale* scale;  // [N]
  /** Row of each strategy when only some are on the device, null = the strategy itself. */
  const uint32_t* row_of;
};

struct PortfolioWork {
  ScoreMatrix matrix;
  const uint32_t* members;  // [count][size]
  uint32_t size;
  uint64_t count;
  tsr_objective objective;
  double* fitness;     // [count]
  double* components;  // [count][TSR_COMPONENT_COUNT] or null
  double* tails;       // [tail capacity][lanes of the grid], for the enhanced objectives
  uint32_t tail_lanes;
};

struct SwapWork {
  ScoreMatrix matrix;
  uint32_t size;
  const double* pnl_sum;           // [chains][T]
  const double* standardised_sum;  // [chains][Tc]
  const uint32_t* varying;         // [chains]
  uint64_t count;
  const uint32_t* chain;       // [count] or null
  const uint32_t* out_member;  // [count]
  const uint32_t* in_member;
  tsr_objective objective;
  double* fitness;
  double* tails;
  uint32_t tail_lanes;
};

struct SumsWork {
  ScoreMatrix matrix;
  const uint32_t* members;
  uint32_t size;
  uint64_t count;
  double* pnl_sum;
  double* standardised_sum;
  uint32_t* varying;
};

/** Launch on the current device, asynchronously. `work.tails` has score_tail_doubles. Throw Failure when refused. */
void score_portfolios(PortfolioWork work, uint32_t multiprocessors, cudaStream_t stream);
void score_swaps(SwapWork work, uint32_t multiprocessors, cudaStream_t stream);
void portfolio_sums(const SumsWork& work, cudaStream_t stream);

/** Doubles of the tails of either; 0 unless the objective is an enhanced one. */
uint64_t score_tail_doubles(const tsr_objective& objective, uint32_t observations, uint32_t multiprocessors);

}  // namespace tessera::cuda
