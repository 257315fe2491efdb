#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/device/instruction_set.h"

namespace tessera::cpu {

/**
 * What scoring reads: one row per strategy, [P&L of T rows, padded with 0][standardised of Tc rows, padded with 0].
 * Both parts start on 64 bytes. Missing cells are 0 in both. Owned by the session, read-only once built.
 */
struct ScoreData {
  const double* rows;
  size_t stride;                      // doubles per strategy
  size_t z_offset;                    // doubles from a row's start to its standardised part
  uint32_t observations;              // T
  uint32_t correlation_observations;  // Tc
  const uint8_t* varying;             // [N] 1 unless the column is constant
};

/** What a session makes of the caller's rows. No contraction: every set gives the same bits. Thread-safe, allocates nothing. */
struct ColumnKernels {
  /**
   * Location and scale of columns begin..end (see formulas/series/standardise.h), and whether one has missing cells. weights:
   * [observations] above 0, null = all alike.
   */
  void (*standardise)(const double* const* rows, uint32_t observations, const double* weights, uint64_t begin, uint64_t end,
                      double* mean, double* norm, uint8_t* missing);

  /** Writes columns begin..end as rows of `stride` doubles from `to`; missing as 0. mean == nullptr: as they are. */
  void (*gather_rows)(const double* const* rows, uint32_t observations, uint64_t begin, uint64_t end, const double* mean,
                      const double* norm, double* to, size_t stride);
};

TSR_KERNEL_TABLES(ColumnKernels, column_kernels)

}  // namespace tessera::cpu
