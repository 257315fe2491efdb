#pragma once

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/device/lanes.h"
#include "formulas/hd.h"

namespace tessera::cpu {
namespace {

/** A variance below this part of its two cancelling terms has lost digits: the pair is decided from the rows instead. */
constexpr double kCancelled = 1e-2;

/** Pearson over the shared rows from the six sums of products; NaN where they cannot decide. */
void finish_pairwise(const PairwiseTiles& tiles) {
  using formulas::select;
  using formulas::splat;
  for (uint32_t i = 0; i < kTile * kTile; i += kLanes) {
    const Vec n = load(tiles.shared + i);
    const Vec a = load(tiles.sum_a + i);
    const Vec b = load(tiles.sum_b + i);
    const Vec aa = n * load(tiles.square_a + i);
    const Vec bb = n * load(tiles.square_b + i);
    const Vec variance_a = aa - a * a;
    const Vec variance_b = bb - b * b;
    const Vec rho = (n * load(tiles.product + i) - a * b) / formulas::root(variance_a * variance_b);
    const Vec nan = splat<Vec>(NAN);
    const Vec checked = select(variance_a > splat<Vec>(kCancelled) * aa, rho, nan);
    store(tiles.product + i, select(variance_b > splat<Vec>(kCancelled) * bb, checked, nan));
  }
}

}  // namespace
}  // namespace tessera::cpu
