#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/device/instruction_set.h"

namespace tessera::cpu {

/**
 * Standardised columns in single precision, packed in panels of kSinglePanel strategies: [panel][t][kSinglePanel]. A tile is
 * kFamilyTile x kFamilyTile pairs; packed counts are rounded up to whole tiles, zero-filled.
 */
constexpr uint32_t kSinglePanel = 48;
constexpr uint32_t kFamilyTile = 192;
/** Observations per pass: one panel of them stays in the first-level cache. Products add up in single precision within one. */
constexpr uint32_t kSingleDepth = 160;

/**
 * How far a product of kFamilyTile columns of norm 1 in single precision may lie from r: each factor is rounded, each product and
 * addition of a pass, and each addition of passes. Sums of |a b| are at most 1 (Cauchy and Schwarz); Higham, Accuracy and Stability of
 * Numerical Algorithms, 2002, 3.1.
 */
constexpr double single_error(uint32_t observations) {
  const uint32_t depth = observations < kSingleDepth ? observations : kSingleDepth;
  return (depth + observations / kSingleDepth + 6.0) * 0x1.0p-24;
}

struct SinglePack {
  const double* const* rows;  // [observations] of N
  uint32_t observations;
  uint64_t strategies;
  const double* mean;  // [N]
  const double* norm;  // [N]
};

/** One instruction set's part of the pass; may contract a x b + c. All functions are thread-safe and allocate nothing. */
struct FamilyKernels {
  /** Writes one panel to `to`. */
  void (*pack)(const SinglePack& job, uint64_t panel, float* to);
  /** c[kFamilyTile][kFamilyTile] = a . b over the observations; a and b are kFamilyTile / kSinglePanel panels each. */
  void (*multiply)(const float* a, const float* b, uint32_t observations, float* c);
  /** Cells row * kFamilyTile + column whose c is at least `from`, ascending; returns how many. cells: [kFamilyTile^2 + 1]. */
  uint32_t (*find)(const float* c, float from, uint32_t* cells);
};

TSR_KERNEL_TABLES(FamilyKernels, family_kernels)

}  // namespace tessera::cpu
