#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Rows up to which eight running sums are kept before a range is halved. */
constexpr uint32_t kPairwiseBlock = 128;
/** Halvings of 2^32 rows. */
constexpr uint32_t kPairwiseDepth = 32;

/** Sum of rows from .. from + count, count <= kPairwiseBlock. `cell(t)` gives a row, never missing. */
template <class V, class Cell>
TSR_HD V pairwise_block(const Cell& cell, uint32_t from, uint32_t count) {
  const uint32_t whole = count < 8 ? 0 : count - count % 8;
  V running[8];
  for (uint32_t lane = 0; lane < 8; ++lane) running[lane] = splat<V>(0.0);
  for (uint32_t t = 0; t < whole; t += 8) {
    for (uint32_t lane = 0; lane < 8; ++lane) running[lane] = running[lane] + cell(from + t + lane);
  }
  V sum = ((running[0] + running[1]) + (running[2] + running[3])) + ((running[4] + running[5]) + (running[6] + running[7]));
  for (uint32_t t = whole; t < count; ++t) sum = sum + cell(from + t);
  return sum;
}

/**
 * Sum of `count` rows in the order of numpy's pairwise summation: eight running sums in blocks of 128 rows, halves above
 * that (the first of a multiple of eight rows). The replaced system summed this way; the same rounding makes the same decision
 * where a total is zero only in decimal arithmetic.
 */
template <class V, class Cell>
TSR_HD V pairwise_sum(const Cell& cell, uint32_t count) {
  struct Half {
    uint32_t rows;   // of the second half
    bool has_first;  // the first half's sum is there
    V first;
  } halves[kPairwiseDepth];
  uint32_t depth = 0, from = 0;
  for (uint32_t rows = count;;) {
    while (rows > kPairwiseBlock) {
      const uint32_t first = rows / 2 - rows / 2 % 8;
      halves[depth].rows = rows - first;
      halves[depth].has_first = false;
      ++depth;
      rows = first;
    }
    V sum = pairwise_block<V>(cell, from, rows);
    from += rows;
    for (; depth > 0 && halves[depth - 1].has_first; --depth) sum = halves[depth - 1].first + sum;
    if (depth == 0) return sum;
    halves[depth - 1].first = sum;
    halves[depth - 1].has_first = true;
    rows = halves[depth - 1].rows;
  }
}

}  // namespace tessera::formulas
