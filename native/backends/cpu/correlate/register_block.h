// Products of two tiles by blocks of sums in registers. For files of kernels: what is here has internal linkage.
#pragma once

#include "backends/cpu/correlate/correlation_kernels.h"
#include "backends/cpu/device/lanes.h"

namespace tessera::cpu {
namespace {

inline double lane_sum(Vec value) {
  double sum = 0.0;
  for (uint32_t lane = 0; lane < kLanes; ++lane) sum += value[lane];
  return sum;
}

inline double lane_max(Vec value) {
  double largest = value[0];
  for (uint32_t lane = 1; lane < kLanes; ++lane) largest = value[lane] > largest ? value[lane] : largest;
  return largest;
}

/** Register block: kRows x (kVectors x kLanes) accumulators, sized for 32 or 16 vector registers. */
constexpr uint32_t kVectors = 3;
constexpr uint32_t kRows = kLanes == 8 ? 8 : 4;
constexpr uint32_t kColumns = kVectors * kLanes;
/** Observations per pass: one panel of them stays in the first-level cache. */
constexpr uint32_t kDepth = 160;

static_assert(kPanel % kColumns == 0 && kPanel % kRows == 0 && kTile % kPanel == 0);

/** The sums of one register block. */
typedef Vec Sums[kRows][kVectors];

/** Sums begin at 0 or at those in c, which is kTile wide. */
template <bool Add>
inline __attribute__((always_inline)) void begin_block(Sums& sum, const double* c) {
#pragma GCC unroll 8
  for (uint32_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = Add ? load(c + r * kTile + v * kLanes) : Vec{};
  }
}

/** Adds one observation's products and goes on to the next; a and b point at rows of kPanel. */
inline __attribute__((always_inline)) void add_step(Sums& sum, const double*& a, const double*& b) {
  Vec right[kVectors];
#pragma GCC unroll 3
  for (uint32_t v = 0; v < kVectors; ++v) right[v] = load(b + v * kLanes);
#pragma GCC unroll 8
  for (uint32_t r = 0; r < kRows; ++r) {
    const Vec left = a[r] - Vec{};
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = sum[r][v] + left * right[v];
  }
  a += kPanel;
  b += kPanel;
}

/** c (kTile wide) = or += a . b for one register block. */
template <bool Add>
inline __attribute__((always_inline)) void multiply_block(const double* a, const double* b, uint32_t depth, double* c) {
  Sums sum;
  begin_block<Add>(sum, c);
  for (uint32_t t = 0; t < depth; ++t) add_step(sum, a, b);
#pragma GCC unroll 8
  for (uint32_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) store(c + r * kTile + v * kLanes, sum[r][v]);
  }
}

template <bool Add>
void multiply_depth(const double* a, const double* b, size_t panel_size, uint32_t depth, double* c) {
  for (uint32_t column = 0; column < kTile; column += kColumns) {
    const double* const right = b + column / kPanel * panel_size + column % kPanel;
    for (uint32_t row = 0; row < kTile; row += kRows) {
      const double* const left = a + row / kPanel * panel_size + row % kPanel;
      multiply_block<Add>(left, right, depth, c + row * kTile + column);
    }
  }
}

}  // namespace
}  // namespace tessera::cpu
