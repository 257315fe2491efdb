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
 * How far a product of kFamilyTile columns of norm 1 in single precision may lie from r: each factor is rounded, each product
 * and addition of a pass, and each addition of passes. Sums of |a b| are at most 1 (Cauchy and Schwarz); Higham, Accuracy and
 * Stability of Numerical Algorithms, 2002, 3.1.
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

/**
 * The same columns in whole numbers of one byte, each at a scale of its own: z is within `error` of number * unit, as vectors
 * of the rows. Of look-alikes that are few among all pairs these rule out the others at a quarter of the cost.
 */
constexpr uint32_t kFewRows = 2048;  // more are not put into bytes
/** Rows are taken four at a time. */
constexpr uint32_t byte_rows(uint32_t observations) { return (observations + 3) / 4 * 4; }
/** Floats of one column on its own: whole vectors of any set. */
constexpr uint32_t line_length(uint32_t observations) { return (observations + 15) / 16 * 16; }

/** One panel's columns as bytes and as lines; what is beyond the last row is 0. */
struct BytePanel {
  int8_t* left;     // [byte_rows / 4][kSinglePanel][4]
  uint8_t* right;   // the same numbers + 128
  float* line;      // [kSinglePanel][line_length]
  float* unit;      // [kSinglePanel]
  float* error;     // [kSinglePanel] norm of what rounding took away
  int32_t* offset;  // [kSinglePanel] -128 x the sum of the numbers
};

/** Tiles of bytes to be held against one another. */
struct ByteTiles {
  const int8_t* left;     // of the rows
  const int32_t* offset;  // [kFamilyTile] of the rows
  const float* least;     // [kFamilyTile] of product * right unit from which a pair may be of a family
  const uint8_t* right;   // of the columns
  const float* unit;      // [kFamilyTile] of the columns
};

/** One instruction set's part of the pass; may contract a x b + c. All functions are thread-safe and allocate nothing. */
struct FamilyKernels {
  /** Writes one panel to `to`. */
  void (*pack)(const SinglePack& job, uint64_t panel, float* to);
  /** c[kFamilyTile][kFamilyTile] = a . b over the observations; a and b are kFamilyTile / kSinglePanel panels each. */
  void (*multiply)(const float* a, const float* b, uint32_t observations, float* c);
  /** Cells row * kFamilyTile + column whose c is at least `from`, ascending; returns how many. cells: [kFamilyTile^2 + 1]. */
  uint32_t (*find)(const float* c, float from, uint32_t* cells);
  /** A packed panel as bytes. */
  void (*round)(const float* panel, uint32_t observations, const BytePanel& to);
  /**
   * Cells of the pairs that may be of a family, in any order; returns how many. Null where the set has no products of bytes.
   */
  uint32_t (*screen)(const ByteTiles& tiles, uint32_t observations, uint32_t* cells);
  /** The product of two lines in single precision, as near to r as `multiply` is. */
  float (*product)(const float* a, const float* b, uint32_t observations);
};

TSR_KERNEL_TABLES(FamilyKernels, family_kernels)

}  // namespace tessera::cpu
