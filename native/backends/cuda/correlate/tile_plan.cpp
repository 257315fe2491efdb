#include "backends/cuda/correlate/tile_plan.h"

#include <algorithm>

#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

namespace {

/** Tile rows that are walked together, column by column. */
constexpr uint32_t kBand = 12;

uint32_t tiles_in(PanelRange range) { return static_cast<uint32_t>(panel_padded(range.count) / kPanelGrain); }

std::vector<uint8_t> tiles_with_missing(PanelRange range, const std::vector<uint8_t>& missing) {
  std::vector<uint8_t> result(tiles_in(range), 0);
  for (uint64_t p = 0; p < range.count; ++p) result[p / kPanelGrain] |= missing[range.first + p];
  return result;
}

/** A square of kPanelGrain as tiles of the pairwise kernel; `diagonal`: those on and above it. */
void add_pairwise(std::vector<TileIndex>& to, uint32_t row, uint32_t column, bool diagonal) {
  constexpr uint32_t parts = kPanelGrain / PairwiseShape::kTile;
  for (uint32_t i = 0; i < parts; ++i) {
    for (uint32_t j = diagonal ? i : 0; j < parts; ++j) to.push_back({row * parts + i, column * parts + j});
  }
}

}  // namespace

TilePlan plan_tiles(PanelRange rows, PanelRange columns, const std::vector<uint8_t>& missing, bool by_row) {
  static_assert(DenseShape::kTile == kPanelGrain);
  const bool same = rows.first == columns.first;
  const uint32_t down = tiles_in(rows), across = tiles_in(columns);
  const std::vector<uint8_t> row_missing = tiles_with_missing(rows, missing);
  const std::vector<uint8_t> column_missing = tiles_with_missing(columns, missing);
  const uint32_t height = by_row ? 1 : kBand;
  TilePlan plan;
  for (uint32_t band = 0; band < down; band += height) {
    const uint32_t end = std::min(band + height, down);
    for (uint32_t column = same ? band : 0; column < across; ++column) {
      for (uint32_t row = band; row < end; ++row) {
        if (same && row > column) break;
        if (row_missing[row] != 0 || column_missing[column] != 0) {
          add_pairwise(plan.pairwise, row, column, same && row == column);
        } else {
          plan.dense.push_back({row, column});
        }
      }
    }
  }
  return plan;
}

std::vector<PanelRange> plan_panels(uint64_t positions, uint64_t most) {
  const uint64_t each = std::max<uint64_t>(most / kPanelGrain * kPanelGrain, kPanelGrain);
  std::vector<PanelRange> panels;
  for (uint64_t first = 0; first < positions; first += each) {
    panels.push_back({first, std::min(each, positions - first)});
  }
  return panels;
}

std::vector<TileIndex> share_of(const std::vector<TileIndex>& tiles, uint32_t index, uint32_t count) {
  const size_t begin = tiles.size() * index / count, end = tiles.size() * (index + 1) / count;
  return {tiles.begin() + static_cast<ptrdiff_t>(begin), tiles.begin() + static_cast<ptrdiff_t>(end)};
}

}  // namespace tessera::cuda
