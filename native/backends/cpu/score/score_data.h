#pragma once

#include <cstddef>
#include <cstdint>

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

}  // namespace tessera::cpu
