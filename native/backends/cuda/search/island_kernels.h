#pragma once

#include <cuda_runtime_api.h>

#include "backends/cuda/search/island_work.h"
#include "search/algorithms.h"

namespace tessera::cuda {

/** Descends the best portfolio of each island, see search/island/polish.h. Asynchronous. */
void polish_islands(const IslandWork& work, cudaStream_t stream);

// step_<algorithm>: one generation of all islands of the work, a block an island; narrow_step_<algorithm>: in narrow blocks.
// Asynchronous.
#define TSR_DECLARE_STEP(id, ...)                              \
  void step_##id(const IslandWork& work, cudaStream_t stream); \
  void narrow_step_##id(const IslandWork& work, cudaStream_t stream);
TSR_ALGORITHMS(TSR_DECLARE_STEP)
#undef TSR_DECLARE_STEP

}  // namespace tessera::cuda
