#include "backends/cuda/correlate/threshold_pairs.h"

#include <algorithm>

#include "backends/cuda/correlate/pair_order.h"
#include "backends/cuda/correlate/reduce_sinks.h"
#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

namespace {

/** 64 MB of device memory; a longer list is rather collected in portions. */
constexpr uint64_t kMostListed = uint64_t{1} << 22;

}  // namespace

uint64_t ThresholdPairs::list_capacity() const { return std::min(capacity_, kMostListed); }

void ThresholdPairs::add(const PairBuffer& found, cudaStream_t stream) {
  const uint64_t here = found.found(stream);
  count_ += here;
  overflowed_ = overflowed_ || here > found.capacity();
  if (!overflowed_) found.append_to(pairs_, stream);
}

std::vector<tsr_pair> ThresholdPairs::finish(DeviceSession& device, const CorrelationColumns& columns,
                                             const RunControl& control) {
  if (overflowed_ && capacity_ > 0) search_by_row(device, columns, control);
  std::ranges::sort(pairs_, EarlierPair());
  if (pairs_.size() > capacity_) pairs_.resize(capacity_);
  return std::move(pairs_);
}

void ThresholdPairs::search_by_row(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control) {
  pairs_.clear();
  PanelStore store(data_, device, columns, nullptr, PanelStore::panel_limit(data_, device));
  PairBuffer buffer(device, kMostListed);
  const RunControl silent(nullptr, 0);
  TileRunner runner(device, silent);
  TileSinks sinks = ReduceSinks(device, {}, store.columns().scale()).view();
  sinks.threshold = buffer.view(threshold_);
  const auto collect = [&](size_t) {
    control.check();
    buffer.append_to(pairs_, device.stream());
    buffer.clear(device.stream());
    return true;
  };
  // Panels of few rows: what is behind a finished one is complete, and no more is looked through than is needed.
  const uint64_t cells = kMostListed;
  for (size_t row = 0; row < store.panels().size(); ++row) {
    const PanelRange whole = store.panels()[row];
    for (uint64_t first = 0; first < whole.count; first += kPanelGrain) {
      for (size_t column = row; column < store.panels().size(); ++column) {
        const PanelPair panels = store.pair(row, column);
        const TilePlan plan = plan_tiles(whole, store.panels()[column], store.missing(), true);
        const auto in_row = [&](const std::vector<TileIndex>& tiles, uint32_t side) {
          std::vector<TileIndex> some;
          for (const TileIndex tile : tiles) {
            if (uint64_t{tile.row} * side / kPanelGrain * kPanelGrain == first) some.push_back(tile);
          }
          return some;
        };
        runner.run(panels, in_row(plan.dense, DenseShape::kTile), false, sinks,
                   cells / (uint64_t{DenseShape::kTile} * DenseShape::kTile), collect);
        runner.run(panels, in_row(plan.pairwise, PairwiseShape::kTile), true, sinks,
                   cells / (uint64_t{PairwiseShape::kTile} * PairwiseShape::kTile), collect);
      }
      if (pairs_.size() >= capacity_) return;
    }
  }
}

}  // namespace tessera::cuda
