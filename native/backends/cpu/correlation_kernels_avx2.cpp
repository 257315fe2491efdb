// Correlation kernels for one instruction set; CMakeLists.txt gives this file its flags.
#define TSR_LANES 4
#include "backends/cpu/correlation_kernels.h"

#include "backends/cpu/kernels/block_stats.h"
#include "backends/cpu/kernels/finish_pairwise.h"
#include "backends/cpu/kernels/multiply_tile.h"
#include "backends/cpu/kernels/pack_panels.h"
#include "backends/cpu/kernels/reduce_tile.h"

namespace tessera::cpu {

const CorrelationKernels correlation_kernels_avx2 = {"avx2", pack, multiply, finish_pairwise, reduce, block_stats};

}  // namespace tessera::cpu
