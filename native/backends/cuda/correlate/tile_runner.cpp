#include "backends/cuda/correlate/tile_runner.h"

#include <algorithm>
#include <cmath>

#include "backends/common/operations.h"
#include "backends/cuda/correlate/single_bound.h"
#include "backends/cuda/correlate/tiles/correlate_tiles.h"
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

constexpr double kPortionSeconds = 0.04;
/** With more pairs than this near the edge of a bin, float64 is the shorter way. */
constexpr double kMostOpen = 0.05;

double flops_per_tile(bool pairwise, uint32_t observations) {
  const double side = pairwise ? PairwiseShape::kTile : DenseShape::kTile;
  return 2.0 * side * side * observations * (pairwise ? 6 : 1) + 64 * side * side;
}

/** A float that is surely not above `value`, and one that is not below; an infinite value stays what it is. */
float rounded_down(double value) {
  return std::isinf(value) ? HUGE_VALF : std::nextafter(static_cast<float>(value), -HUGE_VALF);
}
float rounded_up(double value) { return std::nextafter(static_cast<float>(value), HUGE_VALF); }

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

PassTiles::PassTiles(uint64_t positions, const tsr_correlation_reduce_params& p)
    : positions_(positions), across_(panel_padded(positions) / kPanelGrain), total_(across_ * (across_ + 1) / 2) {
  first_ = is_part(p) ? std::min(p.first_tile, total_) : 0;
  const uint64_t left = total_ - first_;
  behind_ = first_ + (is_part(p) && p.tile_count > 0 ? std::min(p.tile_count, left) : left);
}

double PassTiles::pairs() const {
  const auto count = static_cast<double>(positions_);
  const double all = count * (count - 1) / 2;
  return behind_ - first_ == total_ ? all : all * static_cast<double>(behind_ - first_) / static_cast<double>(total_);
}

bool PassTiles::has(uint64_t row, uint64_t column) const {
  const uint64_t number = row * (2 * across_ - row + 1) / 2 + column - row;
  return number >= first_ && number < behind_;
}

TilePlan PassTiles::plan(PanelRange rows, PanelRange columns, const std::vector<uint8_t>& missing, bool by_row) const {
  TilePlan plan = plan_tiles(rows, columns, missing, by_row);
  if (behind_ - first_ == total_) return plan;
  const auto keep = [&](std::vector<TileIndex>& tiles, uint32_t parts) {
    std::erase_if(tiles, [&](TileIndex tile) {
      return !has(rows.first / kPanelGrain + tile.row / parts, columns.first / kPanelGrain + tile.column / parts);
    });
  };
  keep(plan.dense, 1);
  keep(plan.pairwise, kPanelGrain / PairwiseShape::kTile);
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

bool TileRunner::in_single(const PanelPair& panels, const TileSinks& sinks) const {
  return device_.precision() == Precision::kSingle && panels.rows->single() != nullptr &&
         SingleBound::of(panels.observations).open_share(sinks.bins) <= kMostOpen;
}

void TileRunner::prepare_single(uint32_t observations, TileSinks& sinks) {
  if (!suspects_) suspects_.emplace(device_);
  const SingleBound error = SingleBound::of(observations);
  const double threshold = sinks.threshold.cut;
  sinks.suspects = suspects_->view();
  sinks.single.chunk_stages = error.chunk_stages;
  sinks.single.bound = rounded_up(error.bound);
  sinks.single.top_from = rounded_down(sinks.top.cut - error.bound);
  sinks.single.threshold_from = rounded_down(threshold - error.bound);
  // Values beyond 1 are cut to 1, so that nothing surely reaches a threshold above it.
  sinks.single.threshold_sure = threshold > 1.0 ? HUGE_VALF : rounded_up(threshold + error.bound);
}

void TileRunner::run(const PanelPair& panels, const std::vector<TileIndex>& tiles, bool pairwise, const TileSinks& wanted,
                     uint64_t most_tiles, const AfterPortion& after) {
  if (tiles.empty()) return;
  const cudaStream_t stream = device_.stream();
  const DeviceArray<TileIndex> list(device_.memory(), tiles.size(), "the list of tiles");
  check(cudaMemcpyAsync(list.data(), tiles.data(), list.bytes(), cudaMemcpyHostToDevice, stream), "sending tiles");

  TileSinks sinks = wanted;
  const bool single = !pairwise && in_single(panels, wanted);
  if (single) prepare_single(panels.observations, sinks);
  TileWork work{};
  work.row_panel = panels.rows->data();
  work.column_panel = panels.columns->data();
  work.row_single = panels.rows->single();
  work.column_single = panels.columns->single();
  work.observations = panels.observations;
  work.row_origin = static_cast<uint32_t>(panels.rows->range().first);
  work.column_origin = static_cast<uint32_t>(panels.columns->range().first);
  work.count = panels.positions;
  work.weight = panels.weights.weight;
  work.root = panels.weights.root;
  work.ids = panels.rows->range().ids;

  double tiles_per_second = device_.modest_flops() / flops_per_tile(pairwise, panels.observations);
  const Event begin, end;
  for (size_t done = 0; done < tiles.size();) {
    control_.check();
    const double affordable = std::max(tiles_per_second * kPortionSeconds, 1.0 * device_.multiprocessors());
    uint64_t portion = std::min<uint64_t>(tiles.size() - done, static_cast<uint64_t>(std::min(affordable, 1e9)));
    if (most_tiles > 0) portion = std::min(portion, most_tiles);
    work.tiles = list.data() + done;
    work.tile_count = static_cast<uint32_t>(portion);
    begin.record(stream);
    unsigned long long settled = 0;
    (pairwise ? correlate_pairwise : single ? correlate_single : correlate_dense)(work, sinks, stream);
    if (single) {
      settle_suspects(work, sinks, device_.multiprocessors(), stream);
      suspects_->read_found(settled, stream);
      suspects_->clear(stream);
    }
    end.record(stream);
    end.wait();
    device_.count_settled_pairs(settled);
    tiles_per_second = static_cast<double>(portion) / std::max(end.since(begin) * 1e-3, 1e-6);
    done += portion;
    control_.advance(portion);
    if (after && !after(done)) return;
  }
}

}  // namespace tessera::cuda
