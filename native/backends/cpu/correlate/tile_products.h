#pragma once

#include "backends/cpu/correlate/panels.h"

namespace tessera::cpu {

/** Computes tiles of rho; one per worker, because it owns the memory of a tile. */
class TileProducts {
 public:
  explicit TileProducts(const tsr_session& session) : session_(session), rho_(kTile * kTile) {}

  /**
   * rho[kTile][kTile] of the positions of tile `row` of `a` with those of tile `column` of `b`, not yet limited to
   * -1..1. Cells beyond the counts have no meaning. Valid until the next call.
   */
  const double* compute(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column);
  /** The tile's memory, kTile x kTile, for who forms the products itself. */
  double* memory() { return rho_.data(); }

 private:
  void compute_pairwise(const CorrelationPanels& a, uint64_t row, const CorrelationPanels& b, uint64_t column);

  const tsr_session& session_;
  AlignedArray<double> rho_;
  AlignedArray<double> sums_;  // five more tiles, where cells are missing
};

/**
 * Pearson correlation of columns a and b over the rows where both are present, with the rows' weights, by two passes. 0 with
 * fewer than two such rows and when either is constant on them.
 */
double exact_pair(const CorrelationSource& source, uint64_t a, uint64_t b);

}  // namespace tessera::cpu
