#pragma once

#include <vector>

#include "backends/cuda/correlate/tiles/tile_work.h"

namespace tessera::cuda {

/** Which tiles of a pair of panels there are to compute, by kernel. Indices count tiles of that kernel's shape. */
struct TilePlan {
  std::vector<TileIndex> dense;
  std::vector<TileIndex> pairwise;
};

/** A range of positions that is held as one panel; `first` is a multiple of kPanelGrain. */
struct PanelRange {
  uint64_t first, count;
};

/**
 * Tiles on and above the diagonal of row panel x column panel (the same or a later one). missing: [N] by
 * position, 1 = the strategy has missing cells. Tiles that are near each other in the list share rows and columns, so
 * that what one block loads is still in the cache for the next. With `by_row` the list goes strictly row by row.
 */
TilePlan plan_tiles(PanelRange rows, PanelRange columns, const std::vector<uint8_t>& missing, bool by_row = false);

/** Splits `positions` into panels of at most `most` strategies. */
std::vector<PanelRange> plan_panels(uint64_t positions, uint64_t most);

/** The part of a list that device `index` of `count` computes. */
std::vector<TileIndex> share_of(const std::vector<TileIndex>& tiles, uint32_t index, uint32_t count);

}  // namespace tessera::cuda
