#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/session/column_kernels.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/**
 * Scoring for one instruction set. Compiled without contraction: every set gives the same bits. All functions
 * are thread-safe and allocate nothing.
 */
struct ScoreKernels {
  uint32_t lanes;

  /** sum[stride] = the members' rows added in the order given. */
  void (*sum_members)(const ScoreData& data, const uint32_t* members, uint32_t size, double* sum);

  /**
   * Scores `count` sums of stride doubles. components [count][TSR_COMPONENT_COUNT] may be null. scratch: see
   * score_scratch_doubles.
   */
  void (*score_sums)(const ScoreData& data, const double* sums, const uint32_t* varying, uint64_t count, uint32_t size,
                     const tsr_objective& objective, double* fitness, double* components, double* scratch);

  /** Scores swaps begin..end. */
  void (*score_swaps)(const ScoreData& data, const tsr_score_swaps_params& params, uint64_t begin, uint64_t end,
                      double* scratch);
};

TSR_KERNEL_TABLES(ScoreKernels, score_kernels)

/** Doubles of scratch that the scoring kernels want: the series and the tail of every lane. */
constexpr size_t score_scratch_doubles(const ScoreData& data, uint32_t lanes) {
  return (2 * static_cast<size_t>(data.observations) + 8) * lanes;
}

}  // namespace tessera::cpu
