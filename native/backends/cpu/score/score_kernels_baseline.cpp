// Scoring kernels for one instruction set; CMakeLists.txt gives this file its flags.
#define TSR_LANES 2
#include "backends/cpu/score/score_kernels.h"

#include "backends/cpu/score/score_sums.h"
#include "backends/cpu/score/score_swaps.h"
#include "backends/cpu/score/standardise_columns.h"

namespace tessera::cpu {

const ScoreKernels score_kernels_baseline = {"baseline",  kLanes,     standardise, gather_rows,
                                             sum_members, score_sums, score_swaps};

}  // namespace tessera::cpu
