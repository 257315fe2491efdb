#pragma once

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/device/lanes.h"

namespace tessera::cpu {
namespace {

/** Register block: kRows x (kVectors x kLanes) accumulators, sized for 32 or 16 vector registers. */
constexpr uint32_t kVectors = 3;
constexpr uint32_t kRows = kLanes == 8 ? 8 : 4;
constexpr uint32_t kColumns = kVectors * kLanes;
/** Observations per pass: one panel of them stays in the first-level cache. */
constexpr uint32_t kDepth = 160;

static_assert(kPanel % kColumns == 0 && kPanel % kRows == 0 && kTile % kPanel == 0);

/** c (kTile wide) = or += a . b for one register block; a and b point at rows of kPanel. */
template <bool Add>
inline __attribute__((always_inline)) void multiply_block(const double* a, const double* b, uint32_t depth, double* c) {
  Vec sum[kRows][kVectors];
  for (uint32_t r = 0; r < kRows; ++r) {
    for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = Add ? load(c + r * kTile + v * kLanes) : Vec{};
  }
  for (uint32_t t = 0; t < depth; ++t) {
    Vec right[kVectors];
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
  for (uint32_t r = 0; r < kRows; ++r) {
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

void multiply(const double* a, const double* b, uint32_t observations, double* c) {
  const size_t panel_size = static_cast<size_t>(observations) * kPanel;
  for (uint32_t first = 0; first < observations; first += kDepth) {
    const uint32_t depth = observations - first < kDepth ? observations - first : kDepth;
    const size_t offset = static_cast<size_t>(first) * kPanel;
    if (first == 0) {
      multiply_depth<false>(a, b, panel_size, depth, c);
    } else {
      multiply_depth<true>(a + offset, b + offset, panel_size, depth, c);
    }
  }
}

}  // namespace
}  // namespace tessera::cpu
