#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/device/instruction_set.h"

namespace tessera::cpu {

/**
 * Standardised columns are packed in panels of kPanel positions: [panel][t][kPanel], so that one row of a panel is
 * three cache lines. A tile is kTile x kTile positions; packed counts are rounded up to whole tiles, zero-filled.
 */
constexpr uint32_t kPanel = 24;
constexpr uint32_t kTile = 192;

/** Histograms that a worker counts in by turns, so that equal bins in a row do not wait for each other. */
constexpr uint32_t kCopies = 4;

/**
 * What a panel holds of a cell x: z, 1 when present else 0, or z^2, each times the root of the observation's weight. The last
 * two serve missing cells.
 */
enum class PanelContent { kStandardised, kPresent, kSquared };

struct PackJob {
  const double* const* rows;  // [observations] of N
  uint32_t observations;
  uint64_t first;         // position of the first strategy; what stands in its panel before it stays
  uint64_t count;         // positions, those before the first too
  const uint32_t* order;  // [count - first] strategy of each position from the first on, null = one after the other
  const double* mean;     // [N]
  const double* norm;     // [N]
  const double* root;     // [observations] of the weights, null = all alike
  PanelContent content;
};

/** The six sums of products behind pairwise-complete correlations, each kTile x kTile row-major. */
struct PairwiseTiles {
  double* product;       // sum a b, becomes rho; NaN where the sums cannot decide
  const double* shared;  // rows where both are present
  const double* sum_a;   // sum of a where b is present
  const double* sum_b;
  const double* square_a;
  const double* square_b;
};

/** Reductions of one tile of rho. Arrays of kTile are overwritten; histogram and hits are added to. */
struct TileReduction {
  const double* rho;       // kTile x kTile
  uint32_t rows, columns;  // valid part
  bool diagonal;           // only column > row counts
  double* row_sum;
  double* column_sum;  // signed; both null unless wanted
  double* row_abs;
  double* column_abs;
  double* row_max;
  double* column_max;  // of |rho|
  double* row_top;     // [kTile] largest signed rho of each row
  uint32_t bins;
  // kCopies histograms, histogram_stride apart (0 = they are one), each with a slot before its first bin and one behind its
  // last for what rounding put outside of [-1, 1]; null = none
  uint32_t* histogram;
  uint32_t histogram_stride;
};

/** Sums, minimum and maximum of rho over a rectangle of a tile. */
struct BlockStats {
  double sum;
  double smallest;
  double largest;
};

/** Correlation for one instruction set. May contract a x b + c. All functions are thread-safe and allocate nothing. */
struct CorrelationKernels {
  /** Writes rows from..to of a tile to `panels`, which is the address of panel 0. */
  void (*pack)(const PackJob& job, uint64_t tile, uint32_t from, uint32_t to, double* panels);
  /** c[kTile][kTile] = a . b over the observations; a and b are kTile / kPanel panels each. */
  void (*multiply)(const double* a, const double* b, uint32_t observations, double* c);
  void (*finish_pairwise)(const PairwiseTiles& tiles);
  void (*reduce)(const TileReduction& job);
  BlockStats (*block_stats)(const double* rho, uint32_t row_begin, uint32_t row_end, uint32_t column_begin, uint32_t column_end,
                            bool above_diagonal);
};

TSR_KERNEL_TABLES(CorrelationKernels, correlation_kernels)

}  // namespace tessera::cpu
