// Islands that walk from one portfolio, learn a model or draw at random, in narrow blocks.
#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"

namespace tessera::cuda {

#define TSR_STEP_IN_walks(id, name) TSR_NARROW_STEP_KERNEL(id, name)
#define TSR_STEP_IN_populations(id, name)
#define TSR_STEP(id, name, islands, kernels) TSR_STEP_IN_##kernels(id, name)
TSR_ALGORITHMS(TSR_STEP)

}  // namespace tessera::cuda
