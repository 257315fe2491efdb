#pragma once

#include "backends/cuda/score/score_work.h"

namespace tessera::cuda {

/** Launch on the current device, asynchronously. `work.tails` has tail_doubles. Throw Failure when refused. */
void score_portfolios(PortfolioWork work, uint32_t multiprocessors, cudaStream_t stream);
void score_swaps(SwapWork work, uint32_t multiprocessors, cudaStream_t stream);
void portfolio_sums(const SumsWork& work, cudaStream_t stream);

/** Doubles of the tails of either; 0 unless the objective is an enhanced one. */
uint64_t score_tail_doubles(const tsr_objective& objective, uint32_t observations, uint32_t multiprocessors);

}  // namespace tessera::cuda
