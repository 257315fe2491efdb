#pragma once

#include "backends/cpu/correlate/correlation_kernels.h"

namespace tessera::cpu {

/** The panels of two tiles, kTile / kPanel each. */
struct TileFactors {
  const double* a;  // of the rows
  const double* b;  // of the columns
  uint32_t observations;
};

/** Products and what is made of them in one pass, for one instruction set. May contract a x b + c. */
struct ReducedTileKernels {
  /**
   * What `multiply` and then `reduce` write for a whole tile off the diagonal, to the same bits: each product is reduced while
   * it is in a register, and pairs are counted in the histogram while the next products are formed. `rho` is the memory that
   * job.rho points to; unless it is to be kept, what stands there afterwards has no meaning, and row_top is -1. Null but for
   * AVX-512: with 16 registers the two after one another take less.
   */
  void (*reduce_product)(const TileFactors& factors, const TileReduction& job, double* rho, bool keep);
};

TSR_KERNEL_TABLES(ReducedTileKernels, reduced_tile_kernels)

}  // namespace tessera::cpu
