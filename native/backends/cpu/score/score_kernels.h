#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/score/score_data.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/**
 * Scoring for one instruction set. Compiled without contraction: every set gives the same bits. All functions
 * are thread-safe and allocate nothing.
 */
struct ScoreKernels {
  const char* name;
  uint32_t lanes;

  /**
   * Location and scale of columns begin..end (see formulas/standardise.h), and whether one has missing cells. weights:
   * [observations] above 0, null = all alike.
   */
  void (*standardise)(const double* const* rows, uint32_t observations, const double* weights, uint64_t begin, uint64_t end,
                      double* mean, double* norm, uint8_t* missing);

  /** Writes columns begin..end as rows of `stride` doubles from `to`; missing as 0. mean == nullptr: as they are. */
  void (*gather_rows)(const double* const* rows, uint32_t observations, uint64_t begin, uint64_t end, const double* mean,
                      const double* norm, double* to, size_t stride);

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

extern const ScoreKernels score_kernels_baseline;
extern const ScoreKernels score_kernels_avx2;
extern const ScoreKernels score_kernels_avx512;

}  // namespace tessera::cpu
