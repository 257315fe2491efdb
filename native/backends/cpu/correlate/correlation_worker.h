#pragma once

#include <memory>
#include <vector>

#include "backends/cpu/correlate/block_map.h"
#include "backends/cpu/correlate/pair_lists.h"
#include "backends/cpu/correlate/reduced_tile_kernels.h"
#include "backends/cpu/correlate/tile_products.h"

namespace tessera::cpu {

/** Places in the map of the positions of a pass, which are others where it has a piece of the table. */
struct MapPlaces {
  uint64_t split = 0;  // positions from here on stand elsewhere; 0 = all stand together
  uint64_t first = 0;
  uint64_t behind = 0;

  uint64_t of(uint64_t position) const { return split == 0 || position < split ? first + position : behind + position - split; }
};

/** What all workers of one pass add to. Arrays are by position. */
struct CorrelationTotals {
  CorrelationTotals(const CorrelationPanels& panels, bool with_signed, uint64_t terms);

  FixedSums signed_sums;  // empty unless wanted
  FixedSums abs_sums;
  std::vector<double> max_abs;
  MapPlaces places;
  std::unique_ptr<BlockMap> blocks;  // null unless wanted
  std::atomic<double> top_bound{-2.0};
};

/** One thread's part of the pass: its tile, its histogram, its lists. */
class CorrelationWorker {
 public:
  CorrelationWorker(const tsr_session& session, const tsr_correlation_reduce_params& params);

  /** Computes and reduces the tile of positions (row, column), row <= column. */
  void process(const CorrelationPanels& panels, uint64_t row, uint64_t column, CorrelationTotals& totals);

  /** Adds this worker's histogram to `histogram`, when there is one. */
  void add_histogram(uint64_t* histogram);

  PairLists lists;

 private:
  /** Products of the tile and what is made of them; `keep`: the products are asked for afterwards. */
  void reduce(const CorrelationPanels& panels, uint64_t row, uint64_t column, TileReduction& tile, bool keep);
  void flush_histogram();

  const CorrelationKernels& kernels_;
  const ReducedTileKernels& reduced_;
  TileProducts products_;
  uint32_t bins_;
  uint32_t tiles_in_histogram_ = 0;
  uint32_t stride_;              // from one small histogram to the next, 0 = there is one
  std::vector<uint32_t> small_;  // one or kCopies histograms as in TileReduction, flushed before they can overflow
  std::vector<uint64_t> histogram_;
};

}  // namespace tessera::cpu
