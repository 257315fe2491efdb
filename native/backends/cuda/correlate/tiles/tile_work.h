// What a correlation launch is given: which tiles of which panels, and where their results go. Plain data, passed by
// value; all pointers are device memory.
#pragma once

#include <cstdint>

#include "tessera_backend.h"

namespace tessera::cuda {

/** One tile: its index along the row panel and along the column panel. */
struct TileIndex {
  uint32_t row, column;
};

/**
 * Panels hold standardised strategies in pairs, [pair][observation][2], padded with zero strategies to whole tiles.
 * Observations are at most 2^31, so are positions.
 */
struct TileWork {
  const double* row_panel;
  const double* column_panel;
  const float* row_single;  // the same in single precision, [tile][observation][kPanelGrain]; null = none
  const float* column_single;
  uint32_t observations;
  uint32_t row_origin;  // position of the row panel's first strategy
  uint32_t column_origin;
  uint64_t count;        // positions in all; behind them is padding
  const uint32_t* ids;   // [count] strategy at each position, null = the position itself
  const double* weight;  // [observations] and its root, for tiles with missing cells; null = all alike
  const double* root;
  const TileIndex* tiles;
  uint32_t tile_count;
};

/** A list that blocks append to in no order; `found` may exceed `capacity`. */
struct PairList {
  tsr_pair* pairs;
  unsigned long long* found;
  unsigned long long capacity;
  double cut;  // taken from here on
};

/** What single precision leaves open about a pair; bits of Suspect::open. */
enum OpenQuestion : uint32_t { kOpenBin = 1, kOpenLists = 2, kOpenLargest = 4 };

/** A pair that float64 must decide on. */
struct Suspect {
  uint32_t row, column;  // positions
  float rho;             // in single precision
  uint32_t open;
};

/** A list that blocks append to in no order; what `found` counts beyond `capacity` was settled on the spot. */
struct SuspectList {
  Suspect* suspects;
  unsigned long long* found;
  unsigned long long capacity;
};

/** For the single-precision kernel alone. */
struct SingleRule {
  uint32_t chunk_stages;  // see SingleBound
  float bound;
  float top_from;        // rho from here on may reach the cut of the list
  float threshold_from;  // |rho| from here on may reach the threshold,
  float threshold_sure;  // and from here on surely does
};

/**
 * Where results are added. Sums are integers in units of 1 / kSumScale, so that the order in which blocks (or devices) add
 * cannot change a bit; maxima are the bits of non-negative doubles, which compare like integers. Null = not wanted.
 */
struct TileSinks {
  unsigned long long* abs_sum;     // [N] of |rho|
  unsigned long long* signed_sum;  // [N] two's complement
  unsigned long long* max_abs;     // [N] bits of the largest |rho|
  uint32_t* running_max;           // [N] bits of the largest single-precision |rho| so far, infinity where constant
  uint32_t bins;                   // 0 = no histogram
  uint32_t bins_in_shared;         // 1 = a block counts in shared memory first
  unsigned long long* histogram;   // [bins + 2], the first and last catch rounding beyond -1 and 1
  PairList top;                    // rho >= cut
  PairList threshold;              // |rho| >= cut
  uint32_t block_size;             // positions per block of the map, 0 = no map
  uint32_t block_count;            // blocks per side
  uint32_t* block_min;             // [block_count]^2, upper triangle, ordered bits of float
  uint32_t* block_max;
  unsigned long long* block_sum;  // two's complement, in units of 1 / kBlockUnit
  const uint8_t* varying;         // [N] 0 = constant
  SuspectList suspects;
  SingleRule single;
};

/** 2^43: up to 2^20 values of at most 1 fit 64 bits, each rounded by at most 6e-14. */
constexpr double kSumScale = 8796093022208.0;
/** 2^22: the 256 values of a 16 x 16 piece fit 32 bits, each rounded by at most 1.2e-7; the map's figures are floats. */
constexpr double kBlockUnit = 4194304.0;

}  // namespace tessera::cuda
