// Correlation kernels for one instruction set; CMakeLists.txt gives this file its flags.
#define TSR_LANES 4
#include "backends/cpu/correlate/tiles/correlation_kernels.h"

#include "backends/cpu/correlate/tiles/block_stats.h"
#include "backends/cpu/correlate/tiles/finish_pairwise.h"
#include "backends/cpu/correlate/tiles/multiply_tile.h"
#include "backends/cpu/correlate/tiles/pack_panels.h"
#include "backends/cpu/correlate/tiles/reduce_tile.h"

namespace tessera::cpu {

const CorrelationKernels correlation_kernels_avx2 = {"avx2", pack, multiply, finish_pairwise, reduce, block_stats};

}  // namespace tessera::cpu
