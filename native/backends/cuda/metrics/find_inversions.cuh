#pragma once

#include "backends/cuda/metrics/strategy_pass.h"

namespace tessera::cuda {

/** out[tsr_inversion_figure][count]. Launch on the current device, asynchronously. Throws Failure when refused. */
void find_inversions(const StrategyBatch& batch);

}  // namespace tessera::cuda
